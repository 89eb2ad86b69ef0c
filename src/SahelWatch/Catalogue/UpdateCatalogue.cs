using Microsoft.Extensions.Logging;
using SahelWatch.Archive;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Storage;

namespace SahelWatch.Catalogue;

/// <summary>
/// Stories that changed since the contents were last saved -> rows -> months -> contents. May be run by several processes at once and again after a crash:
/// a row depends only on its story, months are changed by compare-and-swap, and the contents are saved last. A story that no row can be made of keeps the row
/// it had, and is reported.
/// </summary>
internal sealed partial class UpdateCatalogue(
    Stores stores, CatalogueStore catalogue, EntrySet entries, SeverityTable severities, TimeProvider clock, ILogger<UpdateCatalogue> logger)
{
    /// <summary>Stories per step: after a crash, rebuilding continues from the last step.</summary>
    private const int Step = 2000;

    private readonly RowBuilder _rows = new(entries, severities);

    public async Task<CatalogueReport> RunAsync(CancellationToken cancellationToken)
    {
        var taken = new CatalogueReport(0, []);
        while (true)
        {
            var contents = await catalogue.ContentsAsync(cancellationToken);
            if (contents?.Value.Grouping is { } known && await stores.Blobs.IsCurrentAsync(BlobNames.GroupingCursor, known, cancellationToken))
                return taken;
            if (await PendingAsync(contents?.Value ?? new CatalogueContents(), cancellationToken) is not { } pending)
                return taken;
            try
            {
                var problems = new List<string>();
                var months = await TakeInAsync(contents?.Value, pending.Stories, problems, cancellationToken);
                if (await catalogue.SaveAsync(pending.Next with { Months = months }, contents?.ETag, cancellationToken) is null)
                    return taken; // another process is updating
                taken = new CatalogueReport(taken.Stories + pending.Stories.Count, [.. taken.Problems, .. problems]);
                if (pending.IsLast)
                    return taken;
            }
            catch (CatalogueStore.MonthLostException e)
            {
                await catalogue.StartOverAsync(e.Month, cancellationToken);
            }
        }
    }

    /// <summary>The stories of the next notes; null while grouping is running, since its stories may not be written yet.</summary>
    private async Task<Pending?> PendingAsync(CatalogueContents contents, CancellationToken cancellationToken)
    {
        var today = BlobNames.DayOf(clock.GetUtcNow());
        var from = contents.From == default ? await FirstDayAsync(today, cancellationToken) : contents.From;
        from = from < today ? from : today.AddDays(-1); // a clock that ran ahead must not hide anything
        var notes = new List<(DateOnly Day, string Name)>();
        for (var day = from; day <= today.AddDays(1); day = day.AddDays(1))
        {
            await foreach (var name in stores.Blobs.ListAsync(BlobNames.ChangesDay(day), null, cancellationToken))
                notes.Add((day, name));
        }

        // In this order: changes noted before the cursor shows no batch have been written.
        var cursor = await stores.Index.ReadCursorAsync(cancellationToken);
        if (cursor?.Value.Batch is not null)
            return null;
        var unread = notes.ExceptBy(contents.Notes, n => n.Name, StringComparer.Ordinal).ToList();
        var (stories, read) = (new HashSet<StoryId>(), 0);
        for (; read < unread.Count && stories.Count < Step; read++)
            stories.UnionWith(await stores.Stories.NotedAsync(unread[read].Name, cancellationToken));
        var isLast = read == unread.Count;
        var done = isLast || unread[read].Day >= today ? today.AddDays(-1) : unread[read].Day;
        IReadOnlyList<string> taken = [.. notes.Except(unread.Skip(read)).Where(n => n.Day >= done).Select(n => n.Name)];
        return new([.. stories], new CatalogueContents { From = done, Notes = taken, Grouping = isLast ? cursor?.ETag : null }, isLast);
    }

    private async Task<IReadOnlyDictionary<string, string>> TakeInAsync(
        CatalogueContents? contents, IReadOnlyList<StoryId> ids, List<string> problems, CancellationToken cancellationToken)
    {
        var months = new Dictionary<string, string>(contents?.Months ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        var (gone, made, touched) = (ids.ToHashSet(), new List<CatalogueRow>(), new HashSet<string>());
        foreach (var stored in await stores.Stories.ReadAsync(ids, cancellationToken))
        {
            if (!TryRead(stored.Value, made, touched, problems))
                gone.Remove(stored.Value.Id);
        }

        var rows = made.ToLookup(r => CatalogueStore.MonthOf(r.First));
        foreach (var month in touched.Where(m => rows.Contains(m) || months.ContainsKey(m)).ToList())
        {
            await catalogue.ChangeAsync(months, month, before =>
                before.All(r => !gone.Contains(r.Id)) && !rows.Contains(month) ? null
                : [.. before.Where(r => !gone.Contains(r.Id)), .. rows[month]], cancellationToken);
        }

        return months;
    }

    /// <summary>A story that fails here has hit a bug, which must not keep all the others out of the catalogue.</summary>
    private bool TryRead(Story story, List<CatalogueRow> rows, HashSet<string> touched, List<string> problems)
    {
        try
        {
            // Also the neighbouring months: an earlier report moves a story to the month before, a split to the month after.
            List<string> months = [.. new[] { -1, 0, 1 }.Select(n => CatalogueStore.MonthOf(story.FirstReported.AddMonths(n)))];
            if (story.Reports.Count > 0)
                rows.Add(_rows.Of(story));
            touched.UnionWith(months);
            return true;
        }
        catch (Exception e)
        {
            StoryFailed(story.Id, e);
            problems.Add($"Story {story.Id} is not brought up to date in the catalogue: {e.GetType().Name}: {e.Message}");
            return false;
        }
    }

    /// <summary>The day of the oldest changes; the day before today if there are none.</summary>
    private async Task<DateOnly> FirstDayAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var (first, quiet) = (today.AddDays(-1), 0);
        for (var day = today; quiet < ArticleStore.QuietDays; day = day.AddDays(-1))
        {
            var hasAny = await stores.Blobs.ListAsync(BlobNames.ChangesDay(day), null, cancellationToken).AnyAsync(cancellationToken);
            (first, quiet) = hasAny ? (day, 0) : (first, quiet + 1);
        }

        return first;
    }

    [LoggerMessage(170, LogLevel.Error, "No row can be made of story {Story}; the catalogue keeps what it had")]
    private partial void StoryFailed(StoryId story, Exception exception);

    /// <param name="Next">The contents after processing the stories, except for the months.</param>
    private sealed record Pending(IReadOnlyList<StoryId> Stories, CatalogueContents Next, bool IsLast);
}

/// <summary>What an update of the catalogue did.</summary>
/// <param name="Stories">The number processed.</param>
/// <param name="Problems">What could not be brought up to date.</param>
internal sealed record CatalogueReport(int Stories, IReadOnlyList<string> Problems);
