using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Archive;
using SahelWatch.Benchmarks.Delivery;
using SahelWatch.Delivery;
using SahelWatch.Digests;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;

namespace SahelWatch.Benchmarks.Kills;

/// <summary>One store whose processes are killed at random moments while articles go on arriving, and what is in the store afterwards.</summary>
internal sealed class KillSequence(
    string name, StorageOptions storage, MailServer mail, ArrivingArticles press, FastClock clock, (DateTimeOffset Shown, DateTimeOffset From) time, Random random)
{
    private const int MostCycles = 200; // to the end of what was under way; a mail that waits for a lease of ten seconds takes the most of them

    /// <summary>From a process's readiness to its end: the first cycle takes about a second on an idle machine, and the next are quicker.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IBlobs _blobs = BlobStore.Open(storage);
    private readonly HashSet<string> _inDoubt = [];
    private readonly List<string> _due = [];
    private DateTimeOffset _lastPoll;

    public int Kills { get; private set; }

    public int KillsOfTwo { get; private set; }

    public int Articles { get; private set; }

    public int Digests { get; private set; }

    /// <summary>Articles that were stored and are not in exactly one live story.</summary>
    public IReadOnlyList<string> Misplaced { get; private set; } = [];

    /// <summary>Articles that the press brought, that an undisturbed poll keeps, and that are not in the store.</summary>
    public IReadOnlyList<string> Lost { get; private set; } = [];

    /// <summary>Blobs and articles that were set aside: kills garble nothing, and no article is hopeless.</summary>
    public IReadOnlyList<string> SetAside { get; private set; } = [];

    /// <summary>Mails that were under way when a process died.</summary>
    public IReadOnlySet<string> InDoubt => _inDoubt;

    /// <summary>Mails that had to be delivered.</summary>
    public IReadOnlyList<string> Due => _due;

    private IReadOnlyList<string> Readers => [.. Enumerable.Range(0, 6).Select(i => $"reader-{i}@{name}.example")];

    public async Task<KillSequence> RunAsync(int kills)
    {
        while (Kills < kills)
            await RoundAsync();
        await FinishAsync();
        await CheckArticlesAsync();
        await CheckMailsAsync();
        return this;
    }

    /// <summary>One process, or two in every other round; one of them dies, or both.</summary>
    private async Task RoundAsync()
    {
        var two = random.Next(2) == 0;
        var children = await Task.WhenAll(Enumerable.Range(0, two ? 2 : 1).Select(_ => StartAsync()));
        await Task.Delay(random.NextDouble() * Longest);
        if (children.FirstOrDefault(c => c.HasExited) is { } failed)
            throw new InvalidOperationException($"{name}: a process ended by itself, with exit code {failed.ExitCode}.");
        foreach (var child in children)
        {
            child.Kill(); // SIGKILL
            await child.WaitForExitAsync();
            (Kills, KillsOfTwo) = (Kills + 1, KillsOfTwo + (two ? 1 : 0));
            await NoteInDoubtAsync(child.Id);
            child.Dispose();
            if (two)
                await Task.Delay(random.NextDouble() * Longest / 4); // the other one goes on alone for a moment
        }
    }

    /// <summary>Undisturbed, until nothing is left to group and every digest of the past is with its readers.</summary>
    private async Task FinishAsync()
    {
        await using var services = KillHarness.Open(storage, mail.Port, clock, press.Feeds, Readers);
        var pipeline = services.GetRequiredService<Pipeline>();
        var (polled, delivered) = (false, false);
        for (var cycle = 0; cycle < MostCycles && !(polled && delivered); cycle++)
        {
            _lastPoll = polled ? _lastPoll : clock.GetUtcNow();
            var outcomes = await pipeline.CycleAsync(byHand: false, all: !polled, progress: null, CancellationToken.None).ToListAsync();
            if (outcomes.OfType<StageOutcome.Failed>().FirstOrDefault() is { } failed)
                throw new InvalidOperationException($"{name}: {failed.Stage} failed.", failed.Error);
            var poll = outcomes.OfType<StageOutcome.Done>().Select(o => o.Report).OfType<PollReport>().Single();
            polled |= poll.Polled == press.Feeds.Count && poll.Failures.Count == 0; // on a busy machine a feed may answer too late
            delivered = cycle > 0 && outcomes.OfType<StageOutcome.Done>().Select(o => o.Report).OfType<DigestReport>().Single().Digests.All(d => d.Delivery.Complete);
            await Task.Delay(Pause);
        }

        await pipeline.GroupAsync(CancellationToken.None); // what the last cycle's poll brought while it mailed
    }

    private async Task CheckArticlesAsync()
    {
        var stored = new Dictionary<ArticleId, Uri>();
        await foreach (var page in _blobs.ListAsync("articles/", null, CancellationToken.None))
        {
            foreach (var article in (await new ArticleStore(_blobs).ReadPageAsync(page, CancellationToken.None)).OfType<Article>())
                stored.TryAdd(article.Id, article.Url);
        }

        var live = new Dictionary<ArticleId, int>();
        await foreach (var blob in _blobs.ListAsync("stories/", null, CancellationToken.None))
        {
            var story = (await new StoryStore(_blobs).ReadAsync(new StoryId(Path.GetFileNameWithoutExtension(blob)), CancellationToken.None))!.Value;
            foreach (var report in story.MergedInto is null ? story.Reports : [])
                live[report.Article] = live.GetValueOrDefault(report.Article) + 1;
        }

        Articles = stored.Count;
        Misplaced = [.. stored.Keys.Union(live.Keys).Where(id => live.GetValueOrDefault(id) != 1)
            .Select(id => $"{name}: {id} is in {live.GetValueOrDefault(id)} stories")];
        Lost = await LostAsync([.. stored.Values]);
        SetAside = await _blobs.ListAsync("quarantine/", null, CancellationToken.None).Select(blob => $"{name}: {blob} was set aside").ToListAsync();
    }

    /// <summary>Of what a poll that nobody disturbs keeps now, what was out before the last poll of all feeds and is not in the store.</summary>
    private async Task<IReadOnlyList<string>> LostAsync(HashSet<Uri> stored)
    {
        var folder = Directory.CreateTempSubdirectory("sahelwatch-kills-").FullName;
        try
        {
            var untouched = new StorageOptions { Folder = folder };
            await using var services = KillHarness.Open(untouched, mail.Port, clock, press.Feeds, []);
            await services.GetRequiredService<Pipeline>().PollAsync(all: true, progress: null, CancellationToken.None);
            var kept = await new ArticleStore(new FolderBlobs(folder)).DaysAsync(DateOnly.FromDateTime(_lastPoll.UtcDateTime),
                DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1), CancellationToken.None).ToListAsync();
            return [.. kept.Where(a => a.Published + ArrivingArticles.Every < _lastPoll && !stored.Contains(a.Url)).Select(a => $"{name}: {a.Url}")];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task CheckMailsAsync()
    {
        await foreach (var (digest, shard) in ShardsAsync())
            _due.AddRange(shard.Deliveries.Select(d => IdOf(digest, d.Reader)));
        Digests = await _blobs.ListAsync(BlobNames.Digests(KillHarness.EditionId), null, CancellationToken.None)
            .CountAsync(n => n.EndsWith(".json", StringComparison.Ordinal));
    }

    /// <summary>Reads in the ledger which mails the dead process had under way.</summary>
    private async Task NoteInDoubtAsync(int process)
    {
        await foreach (var (digest, shard) in ShardsAsync())
        {
            if (shard.Lease?.Owner.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{process}-"), StringComparison.Ordinal) == true)
                _inDoubt.UnionWith(shard.Deliveries.Where(d => d.State == DeliveryState.Sending).Select(d => IdOf(digest, d.Reader)));
        }
    }

    private async IAsyncEnumerable<(string Digest, DeliveryShard Shard)> ShardsAsync()
    {
        var ledger = new DeliveryLedger(_blobs);
        await foreach (var plan in _blobs.ListAsync(BlobNames.Deliveries(KillHarness.EditionId), null, CancellationToken.None)
            .Where(n => n.EndsWith("/plan.json", StringComparison.Ordinal)))
        {
            var digest = plan.Split('/')[2];
            if (await ledger.ReadShardAsync(BlobNames.DeliveryShard(KillHarness.EditionId, digest, 0), CancellationToken.None) is { } stored)
                yield return (digest, stored.Value);
        }
    }

    /// <summary>As <see cref="SahelWatch.Delivery.Mail.OutgoingMail.MessageId"/> begins.</summary>
    private static string IdOf(string digest, ReaderId reader) => ContentHash.Of($"{KillHarness.EditionId}/{digest}/{reader}");

    private async Task<Process> StartAsync()
    {
        string[] arguments =
        [
            Environment.GetCommandLineArgs()[0], "kills-child", storage.Folder, storage.ConnectionString ?? "", storage.Container, Text(mail.Port),
                Text(time.Shown.UtcTicks), Text(time.From.UtcTicks),
            press.Feeds[0].Url.GetLeftPart(UriPartial.Authority), Text(press.Feeds.Count), .. Readers,
        ];
        var child = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        if (await child.StandardOutput.ReadLineAsync() != KillChild.Ready)
            throw new InvalidOperationException("A process did not start.");
        return child;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
