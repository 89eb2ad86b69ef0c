using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Delivery;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Domain;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Digests;

/// <summary>A store with stories and one feed, a clock and a provider, and digest runs over them, each as by a new process.</summary>
internal sealed class DigestHarness(string start, MemoryBlobs? blobs = null)
{
    private static readonly Feed Feed = new()
    { Id = FeedId.From(new Uri("https://feed.example/rss")), Url = new Uri("https://feed.example/rss"), Title = "Feed" };

    public TestClock Clock { get; } = new(At(start));

    public MemoryBlobs Blobs { get; } = blobs ?? new();

    public ScriptedMailer Mailer { get; } = new();

    public DeliveryOptions Options { get; } = new()
    { From = "digest@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example"), Concurrency = 1 };

    public Edition Edition { get; set; } = new() { Id = "daily", Title = "Sahel daily", Readers = ["reader1@example.org", "reader2@example.org"] };

    private Stores Stores => new(new CountingBlobs(Blobs));

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Looked at once, so that what is due from now on is due.</summary>
    public static async Task<DigestHarness> OpenedAsync(string start)
    {
        var harness = new DigestHarness(start);
        await harness.RunAsync();
        return harness;
    }

    /// <summary>The mails of each digest as it was told, by digest: subject and headlines.</summary>
    public IReadOnlyList<string> Told => [.. Mailer.Accepted.DistinctBy(m => m.Key[..m.Key.LastIndexOf('/')]).Select(m => $"{m.Subject}\n{m.Content.Text}")];

    /// <summary>A story of one report, published and seen at that time.</summary>
    public Task AddStoryAsync(string id, string headline, string at, string? seen = null, bool delayed = false) =>
        AddStoryAsync(SomeStory.Of(SomeStory.Report(ContentHash.Of(id), headline, At(at)) with { FirstSeen = At(seen ?? at), IsDelayed = delayed }));

    public async Task AddStoryAsync(Story story)
    {
        await Stores.Stories.NoteChangesAsync([story.Id], story.Changed, CancellationToken.None);
        await Stores.Stories.SaveAsync(story, null, CancellationToken.None);
    }

    /// <summary>The feed is read, or fails to be, now.</summary>
    public async Task PollAsync(FeedHealth health = FeedHealth.Healthy)
    {
        var now = Clock.GetUtcNow();
        var shard = await Stores.FeedStates.LoadAsync(0, CancellationToken.None);
        await Stores.FeedStates.SaveAsync(0, [new FeedState { Id = Feed.Id, Health = health, LastPoll = now, LastSuccess = health == FeedHealth.Healthy
            ? now
            : null, NextDue = now }], shard, CancellationToken.None);
    }

    public async Task<DigestReport> RunAsync(string? at = null, bool today = false, params Edition[] editions)
    {
        if (at is not null)
            Clock.AdvanceTo(At(at));
        return await Stage().RunAsync(editions is [] ? [Edition] : editions, [Feed], today, CancellationToken.None);
    }

    public Task<Digest> PreviewAsync(Edition edition) => Stage().PreviewAsync(edition, [Feed], CancellationToken.None);

    private SendDigests Stage() => new(
        new DigestComposer(CorpusStories.Places, SeverityTable.Shipped), new DigestRenderer(),
        new DigestDelivery(Blobs, Mailer, Receivers.Sender(Options, Clock), Options, Clock, NullLogger<DigestDelivery>.Instance), Stores, Clock,
        NullLogger<SendDigests>.Instance);

    public async Task<string?> StoredAsync(string key, string extension) =>
        await Blobs.ReadAsync(BlobNames.Digest(Edition.Id, key, extension), CancellationToken.None) is { } blob
            ? Encoding.UTF8.GetString(blob.Content.Span)
            : null;
}
