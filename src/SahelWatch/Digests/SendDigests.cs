using Microsoft.Extensions.Logging;
using SahelWatch.Delivery;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Domain;
using SahelWatch.Storage;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Digests;

/// <summary>
/// Editions due -> compose from stories -> digests -> deliveries. A digest is composed and stored once, whatever crashes; who was mailed is the ledger's to know,
/// so the last days' digests are handed to it again and again until nobody is left.
/// </summary>
internal sealed partial class SendDigests(DigestComposer composer, DigestRenderer renderer, DigestDelivery delivery, Stores stores, TimeProvider clock, ILogger<SendDigests> logger)
{
    /// <summary>How far back the composer is told what readers know, and the mean of a country's articles reaches.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    /// <param name="today">Send today's digest now although its time has not come (a run by hand).</param>
    public async Task<DigestReport> RunAsync(IReadOnlyList<Edition> editions, IReadOnlyList<Feed> feeds, bool today, CancellationToken cancellationToken)
    {
        var before = stores.Operations;
        var now = clock.GetUtcNow();
        var past = new Past(stores, feeds, now);
        var sent = new List<SentDigest>();
        var failures = new List<DigestFailure>();
        foreach (var edition in editions)
        {
            try
            {
                foreach (var digest in await DigestsToSendAsync(edition, past, today, now, cancellationToken))
                    sent.Add(await DeliverAsync(edition, digest, cancellationToken));
            }
            catch (Exception e) when (e is not StorageException && !cancellationToken.IsCancellationRequested)
            {
                // One edition that cannot be composed is one edition; a store that is down stops them all.
                EditionFailed(edition.Id, e);
                failures.Add(new DigestFailure(edition.Id, e.Message));
            }
        }

        return new DigestReport(now, sent, failures, stores.Operations - before);
    }

    /// <summary>The edition's digest as it would look now; nothing is stored or sent.</summary>
    public async Task<Digest> PreviewAsync(Edition edition, IReadOnlyList<Feed> feeds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var previous = await stores.Digests.ReadSinceAsync(edition.Id, now - Memory, cancellationToken);
        return await ComposeAsync(edition, DueNow(edition, now), previous, new Past(stores, feeds, now), now, cancellationToken);
    }

    /// <summary>Composes what is due and gives back all digests that may still have readers waiting.</summary>
    private async Task<IReadOnlyList<Digest>> DigestsToSendAsync(Edition edition, Past past, bool today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var digests = (await stores.Digests.ReadSinceAsync(edition.Id, now - Memory, cancellationToken)).ToList();
        var after = digests.Count > 0 ? digests.Max(d => d.DueAt) : await stores.Digests.BegunAsync(edition.Id, now, cancellationToken);
        var due = Schedule.Due(edition, after, now).ToList();
        if (today && DueNow(edition, now) is var byHand && OnItsDay(edition, byHand, now) && digests.All(d => d.Key != byHand.Key) && due.All(d => d.Key != byHand.Key))
            due.Add(byHand);
        foreach (var one in due.Where(d => digests.All(known => known.Key != d.Key)))
        {
            var digest = await ComposeAsync(edition, one, digests, past, now, cancellationToken);
            var page = await renderer.RenderPageAsync(digest, cancellationToken);
            var mail = await renderer.RenderAsync(digest, cancellationToken);
            digests.Add(await stores.Digests.AddAsync(digest, page, mail.Text, cancellationToken));
        }

        // From when it was composed, not from when it was due: a digest made up for after an outage of a day would otherwise never be sent.
        return [.. digests.Where(d => d.Send && now - d.Window.To < delivery.Reach)];
    }

    private async Task<SentDigest> DeliverAsync(Edition edition, Digest digest, CancellationToken cancellationToken)
    {
        // Readers whom it reaches late, because their server or ours would not take it before, are told so.
        var mail = await renderer.RenderAsync(digest with { Late = digest.Late || Schedule.IsLate(digest.DueAt, clock.GetUtcNow()) }, cancellationToken);
        return new SentDigest(edition.Id, digest.Key, mail.Subject, digest.Stories.Count, await delivery.DeliverAsync(edition, digest, mail, cancellationToken));
    }

    private async Task<Digest> ComposeAsync(
        Edition edition, DueDigest due, IReadOnlyList<Digest> previous, Past past, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var window = Schedule.Window(edition, due, previous.Count > 0 ? previous.Max(d => d.Window.To) : null, now);
        var stories = await past.StoriesAsync(Memory, cancellationToken);
        return composer.Compose(new DigestInput
        {
            Edition = edition,
            Due = due,
            Window = window,
            Stories = stories, // the composer chooses: an article may be published before a digest and seen after it, a mailed headline may be corrected
            Figures = stories.ToDictionary(s => s.Id, FigureLedger.From),
            Previous = previous,
            Activity = Past.Activity(stories, window),
            Feeds = await past.FeedsAsync(cancellationToken),
            Page = delivery.PageOf(edition.Id, due.Key),
        });
    }

    /// <summary>The last digest whose time has come, or the next one of this day.</summary>
    private static DueDigest DueNow(Edition edition, DateTimeOffset now) =>
        Schedule.Due(edition, now.AddDays(-1), now) is [.., var latest] && latest.Date == LocalDate(edition, now) ? latest with { Late = false } : Schedule.Next(edition, now);

    private static bool OnItsDay(Edition edition, DueDigest due, DateTimeOffset now) => due.Date == LocalDate(edition, now);

    private static DateOnly LocalDate(Edition edition, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, edition.TimeZone).DateTime);

    [LoggerMessage(160, LogLevel.Error, "Edition {Edition} could not be composed or delivered; it is tried again in the next run")]
    private partial void EditionFailed(string edition, Exception exception);
}
