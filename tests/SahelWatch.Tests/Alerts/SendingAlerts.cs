using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Alerts;
using SahelWatch.Alerts.Rendering;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>One rule with two readers, run on stories in memory as a worker runs it.</summary>
public abstract class SendingAlerts
{
    private protected static readonly AlertRule Rule = RuleHarness.Grave with { Readers = ["reader1@example.org", "reader2@example.org"] };

    private protected TestClock Clock { get; } = new(Monday);

    private protected ScriptedMailer Mailer { get; } = new();

    private protected Task<AlertReport> RunAsync(IBlobs blobs, ScriptedMailer? mailer = null, AlertRule? rule = null) => RunAsync(blobs, [rule ?? Rule], mailer);

    private protected Task<AlertReport> RunAsync(IBlobs blobs, IReadOnlyList<AlertRule> rules, ScriptedMailer? mailer = null)
    {
        var stores = new Stores(new CountingBlobs(blobs));
        var options = new DeliveryOptions { From = "alert@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example"), Concurrency = 1 };
        var delivery = new DigestDelivery(
            blobs, mailer ?? Mailer, Receivers.Sender(options, Clock), options, Clock, NullLogger<DigestDelivery>.Instance);
        var decide = new DecideAlerts(
            EntrySet.Shipped, SeverityTable.Shipped, new AlertComposer(new DigestComposer(EntrySet.Shipped, SeverityTable.Shipped), options.PublicUrl), stores,
            NullLogger<DecideAlerts>.Instance);
        return new SendAlerts(decide, new AlertRenderer(), delivery, stores, Clock, NullLogger<SendAlerts>.Instance)
            .RunAsync(rules, CancellationToken.None);
    }

    private protected async Task<MemoryBlobs> WithAttackAsync()
    {
        var blobs = new MemoryBlobs();
        await AddAttackAsync(blobs, Clock.GetUtcNow());
        return blobs;
    }

    private protected static Task LoseStateAsync(MemoryBlobs blobs, bool isGarbled) => isGarbled
        ? blobs.PutAsync(BlobNames.AlertState, "{\"version\":1,"u8.ToArray(), "application/json", CancellationToken.None)
        : blobs.DeleteAsync(BlobNames.AlertState, CancellationToken.None);

    private protected static Task AddAttackAsync(IBlobs blobs, DateTimeOffset at) => AddAsync(blobs, Attack(at));

    private protected static Story Attack(DateTimeOffset at)
    {
        Report Told(string id) => Report(ContentHash.Of(id), "Gunmen kill 14 near Djibo", at, figures: Killed(14));
        return Of(Told("a"), Told("b"));
    }

    private protected Task NoteAsync(IBlobs blobs, Story story) =>
        new Stores(new CountingBlobs(blobs)).Stories.NoteChangesAsync([story.Id], Clock.GetUtcNow(), CancellationToken.None);

    private protected static async Task AddAsync(IBlobs blobs, Story story)
    {
        var stories = new Stores(new CountingBlobs(blobs)).Stories;
        await stories.NoteChangesAsync([story.Id], story.Changed, CancellationToken.None);
        await stories.SaveAsync(story, null, CancellationToken.None);
    }

    /// <summary>What one outlet alone reports.</summary>
    private protected static Task AddRumourAsync(IBlobs blobs) =>
        AddAsync(blobs, Of(Report(ContentHash.Of("a"), "Gunmen kill 14 near Djibo", Monday, source: "Outlet a", figures: Killed(14))));
}
