using System.Text.Json;
using SahelWatch.Alerts;
using SahelWatch.Archive;
using SahelWatch.Catalogue;
using SahelWatch.Digests.Editions;
using SahelWatch.Readers;
using SahelWatch.Storage;

namespace SahelWatch.Upkeep;

/// <summary>
/// Deletes data past retention, one day at a time: first the stories named in the day's change notes, then the notes, so that a crash leaves no story that no
/// note leads to.
/// </summary>
internal sealed class Prune(Stores stores, ReaderRegister readers, CatalogueStore catalogue, TimeProvider clock)
{
    /// <summary>Parallel deletions; each is a small request that waits for the network.</summary>
    private const int Parallelism = 16;

    /// <param name="retention">Zero keeps everything.</param>
    /// <param name="editions">The current ones; everything of others is eventually deleted.</param>
    public async Task<PruneReport> RunAsync(TimeSpan retention, IReadOnlyList<Edition> editions, CancellationToken cancellationToken)
    {
        var before = stores.Operations;
        var now = clock.GetUtcNow();
        await readers.ForgetUnconfirmedAsync(cancellationToken); // unconfirmed requests
        if (retention == TimeSpan.Zero)
            return new PruneReport(now, 0, 0, 0, default);
        var cutoff = DateOnly.FromDateTime((now - retention).UtcDateTime);
        if (await stores.Articles.OldestDayAsync(cancellationToken) < cutoff
            && !await WasAtWorkAsync(DateOnly.FromDateTime(now.UtcDateTime), cancellationToken))
            return new PruneReport(now, 0, 0, 0, stores.Operations - before) { ClockInDoubt = true };
        var (articles, stories, digests) = (0, 0, 0);
        var quiet = 0;
        for (var day = cutoff.AddDays(-1); quiet < ArticleStore.QuietDays; day = day.AddDays(-1))
        {
            var (deletedArticles, deletedStories, entries) = await PruneDayAsync(day, cutoff, cancellationToken);
            articles += deletedArticles;
            stories += deletedStories;
            quiet = entries == 0 ? quiet + 1 : 0;
        }

        await catalogue.PruneAsync(cutoff, cancellationToken);
        var current = editions.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var edition in current.Union(await stores.Digests.EditionsAsync(cancellationToken)))
            digests += await PruneEditionAsync(edition, cutoff, current.Contains(edition), cancellationToken);
        await PruneAlertsAsync(cutoff, cancellationToken);
        await PruneQuarantineAsync(DateOnly.FromDateTime(now.UtcDateTime), cutoff, cancellationToken);
        return new PruneReport(now, articles, stories, digests, stores.Operations - before);
    }

    /// <summary>
    /// Whether an article was stored in the month before yesterday. A clock that has just jumped ahead finds nothing there, and would delete the archive; after
    /// a long outage deletion resumes two days after polling does.
    /// </summary>
    private async Task<bool> WasAtWorkAsync(DateOnly today, CancellationToken cancellationToken)
    {
        for (var day = today.AddDays(-2); day > today.AddDays(-2 - ArticleStore.QuietDays); day = day.AddDays(-1))
        {
            if (await stores.Articles.PagesAsync(day, day, cancellationToken).AnyAsync(cancellationToken))
                return true;
        }

        return false;
    }

    private async Task<(int Articles, int Stories, int Entries)> PruneDayAsync(DateOnly day, DateOnly cutoff, CancellationToken cancellationToken)
    {
        var articles = await stores.Articles.StoredAsync(day, cancellationToken).Select(a => a.Id).Distinct().CountAsync(cancellationToken);
        var changed = await stores.Stories.NotedAsync(day, day, null, cancellationToken);
        var old = (await stores.Stories.ReadAsync(changed, cancellationToken)).Select(s => s.Value)
            .Where(s => DateOnly.FromDateTime(s.Changed.UtcDateTime) < cutoff).ToList();
        await DeleteAsync(old.Select(s => BlobNames.Story(s.Id)), cancellationToken);

        var entries = await stores.Blobs.ListAsync(BlobNames.ArticlePages(day), null, cancellationToken)
            .Concat(stores.Blobs.ListAsync(BlobNames.ChangesDay(day), null, cancellationToken)).ToListAsync(cancellationToken);
        await DeleteAsync(entries, cancellationToken);
        if (entries.Count > 0)
            await stores.Index.DeleteAsync(day, cancellationToken);
        return (articles, old.Count, entries.Count);
    }

    private async Task<int> PruneEditionAsync(string edition, DateOnly cutoff, bool isCurrent, CancellationToken cancellationToken)
    {
        var digests = await OldAsync(BlobNames.Digests(edition), cutoff, cancellationToken);
        await DeleteAsync(await OldAsync(BlobNames.Deliveries(edition), cutoff, cancellationToken), cancellationToken);
        await DeleteAsync(digests, cancellationToken);
        // If an edition with this id is created years later, it starts afresh.
        if (!isCurrent && !await stores.Blobs.ListAsync(BlobNames.Digests(edition), null, cancellationToken).AnyAsync(cancellationToken))
            await stores.Blobs.DeleteAsync(BlobNames.Edition(edition), cancellationToken);
        return digests.Count(name => name.EndsWith(".json", StringComparison.Ordinal));
    }

    /// <summary>One listing finds the messages of all rules, including deleted ones, since there are only a few a day.</summary>
    private async Task PruneAlertsAsync(DateOnly cutoff, CancellationToken cancellationToken)
    {
        var rules = await stores.Blobs.ListAsync(BlobNames.AllAlerts, null, cancellationToken)
            .Select(name => name.Split('/')).Where(parts => parts.Length == 3).Select(parts => parts[1]).Distinct().ToListAsync(cancellationToken);
        foreach (var rule in rules)
        {
            await DeleteAsync(await OldAsync(BlobNames.Deliveries(Alert.ListOf(rule)), cutoff, cancellationToken), cancellationToken);
            await DeleteAsync(await OldAsync(BlobNames.Alerts(rule), cutoff, cancellationToken), cancellationToken); // last: they lead to the deliveries
        }
    }

    /// <summary>Names under a prefix whose next part begins with a date before the cutoff. They are sorted: listing stops at the first one to keep.</summary>
    private async Task<List<string>> OldAsync(string prefix, DateOnly cutoff, CancellationToken cancellationToken) =>
        await stores.Blobs.ListAsync(prefix, null, cancellationToken)
            .TakeWhile(name => name.Length > prefix.Length + 10 && DateOnly.TryParseExact(
                name.AsSpan(prefix.Length, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < cutoff)
            .ToListAsync(cancellationToken);

    /// <summary>Deletes quarantined content after the retention period. Names do not contain a date, so the first run that sees one notes the day.</summary>
    private async Task PruneQuarantineAsync(DateOnly today, DateOnly cutoff, CancellationToken cancellationToken)
    {
        // Unreadable notes count as none: everything is kept for another retention period.
        var noted = await RunJson.ReadAsync<Dictionary<string, DateOnly>>(stores.Blobs, BlobNames.QuarantineDays, cancellationToken) ?? [];
        var days = new Dictionary<string, DateOnly>();
        await foreach (var name in stores.Blobs.ListAsync(BlobNames.Quarantine, null, cancellationToken))
            days[name] = noted.TryGetValue(name, out var since) && since < today ? since : today;
        await DeleteAsync(days.Where(d => d.Value < cutoff).Select(d => d.Key), cancellationToken);
        var left = days.Where(d => d.Value >= cutoff).ToDictionary();
        if (left.Count > 0 || noted.Count > 0)
            await stores.Blobs.PutAsync(BlobNames.QuarantineDays, JsonSerializer.SerializeToUtf8Bytes(left, RunJson.Default.DictionaryStringDateOnly),
                "application/json", cancellationToken);
    }

    private Task DeleteAsync(IEnumerable<string> names, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        names, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (name, token) => await stores.Blobs.DeleteAsync(name, token));
}

/// <summary>What was deleted.</summary>
public sealed record PruneReport(DateTimeOffset At, int Articles, int Stories, int Digests, BlobOperations Operations) : StageReport(At, Operations)
{
    /// <summary>Nothing was deleted: according to this clock, nothing had been stored for a month.</summary>
    public bool ClockInDoubt { get; init; }
}
