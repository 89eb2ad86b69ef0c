using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Readers;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>
/// Every kind of blob, truncated, garbled and emptied, one at a time, between one day and the next: what else is due still happens, and status names the blob
/// where something was lost with it.
/// </summary>
public sealed class GarbledBlobTests(GarbledBlobTests.Yesterday yesterday) : IClassFixture<GarbledBlobTests.Yesterday>
{
    private const string Editions = """
        editions:
        - { id: daily, title: Daily, readers: [one@reader.example, two@reader.example], channels: [duty] }
        - { id: other, title: Other, readers: [three@reader.example, gone@reader.example] }
        """;

    private const string Alerts = """
        alerts:
        - { id: grave, title: Grave, thresholds: { killed: 10 }, readers: [alert@reader.example] }
        """;

    private static readonly string[] Damages = ["truncated", "garbled", "emptied"];

    /// <summary>Name prefixes and what follows them, one a kind; whether status is to name it.</summary>
    private static readonly (string Kind, string Prefix, string Suffix, bool Named)[] Kinds =
    [
        ("page of articles", "articles/", ".jsonl", true),
        ("story", "stories/", ".json", true),
        ("note of changes", "changes/", ".json", true),
        ("segment of the index", "index/2026/", ".bin", true),
        ("cursor of grouping", "index/cursor", ".json", true),
        ("contents of the catalogue", "catalogue/contents", ".json", true),
        ("month of the catalogue", "catalogue/2026-", ".json.gz", true),
        ("states of feeds", "feeds/state-", ".json", true),
        ("entries seen", "feeds/seen-", ".json", true),
        ("digest", "digests/daily/", ".json", true),
        ("digest's page", "digests/daily/", ".html", false), // is shown, never read
        ("digest's text", "digests/daily/", ".txt", false),
        ("first look at an edition", "editions/daily", ".txt", false), // of no use once there is a digest
        ("state of alerts", "alerts/state", ".json", true),
        ("message of an alert", "alerts/grave/", ".json", false), // read by the page, and where the state is lost
        ("report of polling", "runs/poll.", "json", false), // the next run writes it anew
        ("report of polling a shard", "runs/poll-", ".json", false),
        ("report of grouping", "runs/group", ".json", false),
        ("report of alerts", "runs/alert", ".json", false),
        ("report of digests", "runs/digest", ".json", false),
        ("report of pruning", "runs/prune", ".json", false),
        ("count of poisoned messages", "runs/poison", ".json", false),
        ("days of the quarantine", "runs/quarantine", ".json", false),
        ("plan of deliveries", "deliveries/daily/", "/plan.json", true),
        ("shard of deliveries", "deliveries/daily/", "/0000.json", true),
        ("delivery to a channel", "deliveries/daily/", "/channel-duty.json", true),
        ("plan of an alert's deliveries", "deliveries/alerts_grave/", "/plan.json", false), // everybody has it
        ("shard of an alert's deliveries", "deliveries/alerts_grave/", "/0000.json", false),
        ("pace of digests", "pace/digests", ".json", true),
        ("pace of subscriptions", "pace/subscriptions", ".json", false), // the next who asks finds it
        ("reader", "readers/", ".json", true),
        ("key of the readers", "keys/readers.", "json", true),
        ("copy of the key", "keys/readers-copy.", "json", true),
        ("feed list", "config/feeds", ".opml", true),
        ("watchlist", "config/watchlist", ".yaml", true),
        ("editions", "config/editions", ".yaml", true),
        ("alert rules", "config/alerts", ".yaml", true),
        ("table of severity", "config/severity", ".yaml", true),
        ("names added to the gazetteer", "config/gazetteer", ".yaml", true),
        ("version of a file of the operator's", "config/history/", "Z", false), // read where the file itself is unreadable
    ];

    public static TheoryData<string> AllKinds() => new(Kinds.Select(k => k.Kind));

    [Fact]
    public async Task The_table_has_every_kind_of_blob_that_there_is_after_a_day()
    {
        var names = await yesterday.Blobs.ListAsync("", null, default).ToListAsync();

        names.Where(n => !n.StartsWith(BlobNames.Quarantine, StringComparison.Ordinal) && !Kinds.Any(k => IsOf(k, n))).ShouldBeEmpty();
        Kinds.Where(k => !names.Exists(n => IsOf(k, n))).Select(k => k.Kind).ShouldBeEmpty("not written at all, so not tested");

        static bool IsOf((string Kind, string Prefix, string Suffix, bool Named) kind, string name) =>
            name.Replace("/other", "/daily", StringComparison.Ordinal) is var known
                && known.StartsWith(kind.Prefix, StringComparison.Ordinal) && known.EndsWith(kind.Suffix, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task What_else_is_due_still_happens(string kind)
    {
        var (_, prefix, suffix, named) = Kinds.Single(k => k.Kind == kind);
        IReadOnlyList<Article> fresh = [.. GroupingHarness.Press.Take(3), .. Told("Ambush on army convoy near Ansongo kills 25 soldiers", Watch.Morning.AddHours(23))];
        foreach (var damage in Damages)
        {
            var (blobs, mailer) = (yesterday.Blobs.Copy(), new ScriptedMailer());
            var name = kind == "reader" ? BlobNames.Reader(yesterday.Left) // who asks, and has a record too, is read only for editions that take subscribers
                : await blobs.ListAsync(prefix, null, default).LastAsync(n => n.EndsWith(suffix, StringComparison.Ordinal));
            await blobs.PutAsync(name, Damaged((await blobs.ReadAsync(name, default))!.Content, damage), "application/octet-stream", default);
            await GroupingHarness.PollAsync(blobs, fresh, Watch.Morning.AddHours(23));

            await using var process = yesterday.Begin(blobs, mailer, Watch.Morning.AddHours(23.5), fromStore: prefix.StartsWith("config/", StringComparison.Ordinal));
            var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
            var outcomes = await pipeline.CycleAsync(byHand: true, all: true, progress: null, default).ToListAsync();
            var status = await pipeline.StatusAsync(default);

            outcomes.OfType<StageOutcome.Failed>().ShouldBeEmpty($"{name} {damage}");
            (await GroupingHarness.MisplacedAsync(blobs)).Where(m => fresh.Any(a => m.StartsWith(a.Id.Value, StringComparison.Ordinal)))
                .ShouldBeEmpty($"{name} {damage}");
            mailer.Accepted.Where(m => m.Key.Contains("2026-11-23", StringComparison.Ordinal) && !m.Key.StartsWith("alerts_", StringComparison.Ordinal))
                .Select(m => m.To.Value).ShouldBe(["one@reader.example", "two@reader.example", "three@reader.example"], ignoreOrder: true, $"{name} {damage}");
            mailer.Accepted.Where(m => m.To.Value == "alert@reader.example" && m.Content.Text.Contains("Ansongo", StringComparison.Ordinal))
                .ShouldHaveSingleItem($"{name} {damage}");
            if (named)
                Named(status).ShouldContain(n => n.Contains(name, StringComparison.Ordinal), $"{name} {damage}; named: {string.Join(" | ", Named(status))}");
        }
    }

    private static IReadOnlyList<string> Named(Upkeep.StatusReport status) =>
        [.. status.SetAside, .. Upkeep.ReportText.Of(status), .. status.Inputs.Where(i => i.Problem is not null).Select(i => BlobNames.Config(i.File))];

    /// <summary>Two reports of what is worth an alert.</summary>
    private static IEnumerable<Article> Told(string title, DateTimeOffset seen) => new[] { "a", "b" }.Select(outlet => GroupingHarness.Press[0] with
    {
        Id = ArticleId.From($"https://{outlet}.example/{title.Length}"),
        Feed = FeedId.From(new Uri($"https://{outlet}.example/feed")),
        Source = $"Outlet {outlet}",
        Url = new Uri($"https://{outlet}.example/{title.Length}"),
        Title = outlet == "a" ? title : $"{title}, says an official",
        Text = "",
        Summary = "",
        Language = "en",
        Published = seen.AddMinutes(-30),
        FirstSeen = seen,
    });

    private static ReadOnlyMemory<byte> Damaged(ReadOnlyMemory<byte> content, string damage)
    {
        var bytes = content.ToArray();
        if (damage is "emptied")
            return default;
        if (damage is "truncated")
            return bytes.AsMemory(0, bytes.Length / 2);
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The store after a day in which everything was done that writes a blob.</summary>
    public sealed class Yesterday : IAsyncLifetime
    {
        private const int Shards = 2;

        private Watch _watch = null!;

        internal MemoryBlobs Blobs { get; } = new();

        internal ReaderId Left { get; private set; }

        public async Task InitializeAsync()
        {
            _watch = await Watch.OpenAsync(outlets: 2);
            await ConfigureAsync();
            for (var shard = 0; shard < Shards; shard++)
            {
                await using var worker = Begin(Blobs, new ScriptedMailer(), Watch.Morning.AddHours(-1), fromStore: true);
                await worker.GetRequiredService<SahelWatch.Pipeline>().PollShardAsync(shard, default);
            }

            await using var process = Begin(Blobs, new ScriptedMailer(), Watch.Morning, fromStore: true);
            var readers = new ReaderStore(Blobs);
            Left = await readers.IdOfAsync(EmailAddress.Parse("gone@reader.example"), default);
            await readers.ChangeAsync(Left, _ => new Reader { Id = Left, Left = ["daily", "other"] }, default);
            await process.GetRequiredService<ReaderRegister>().AskAsync(
                EmailAddress.Parse("asking@reader.example"), [new Edition { Id = "daily", Title = "Daily", Subscribers = true }], "en", default);
            await Blobs.KeepAsideAsync("stories/00/0000.json", "{"u8.ToArray(), default);
            await GroupingHarness.PollAsync(Blobs, Told("Gunmen kill 14 in attack on Djibo market", Watch.Morning.AddMinutes(-5)), Watch.Morning.AddMinutes(-5));
            var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
            (await pipeline.CycleAsync(byHand: true, all: true, progress: null, default).ToListAsync()).OfType<StageOutcome.Failed>().ShouldBeEmpty();
            await pipeline.PruneAsync(default);
            await pipeline.NotePoisonAsync("sahelwatch-polls", "0", default);
            await new PaceStore(Blobs, "digests", default).PauseAsync(TimeSpan.FromMinutes(1), "a pause of yesterday", Watch.Morning, default);
            await GroupingHarness.PollAsync(Blobs, GroupingHarness.Press.Skip(10).Take(5), Watch.Morning.AddHours(22)); // polled, not grouped yet
        }

        public async Task DisposeAsync() => await _watch.DisposeAsync();

        /// <param name="fromStore">Whether the operator's files are read too, which takes a while.</param>
        internal ServiceProvider Begin(MemoryBlobs blobs, ScriptedMailer mailer, DateTimeOffset now, bool fromStore) =>
            _watch.Begin(new Stores(new CountingBlobs(blobs), Shards), mailer, new TestClock(now), fromStore ? null
                : new SahelWatchInputs(_watch.Feeds, Watchlist.Shipped, EditionList.Parse(Editions, "editions.yaml"))
                {
                    Alerts = AlertList.Parse(Alerts, "alerts.yaml"),
                });

        private async Task ConfigureAsync()
        {
            var store = new InputStore(Blobs, new TestClock(Watch.Morning.AddDays(-1)));
            await store.SetAsync(InputFile.Feeds, FeedList.Write(_watch.Feeds, "Invented outlets"), default);
            await store.SetAsync(InputFile.Editions, Bytes(Editions), default);
            await store.SetAsync(InputFile.Alerts, Bytes(Alerts), default);
            foreach (var (file, path) in new[] { (InputFile.Watchlist, "Matching/Data/watchlist.yaml"), (InputFile.Severity, "Digests/Composing/Severities/severity.yaml") })
                await store.SetAsync(file, await File.ReadAllBytesAsync(Repository.PathOf($"src/SahelWatch/{path}")), default);
            await store.SetAsync(InputFile.Gazetteer, Bytes(InputFile.GazetteerSample), default);
        }

        private static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
    }
}
