using Microsoft.Extensions.Logging;
using SahelWatch.Delivery;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Storage;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Digests;

/// <summary>
/// Editions due -> compose from stories -> digests -> deliveries. A digest is composed and stored once, whatever crashes. The delivery ledger knows who has
/// been mailed, so a digest is handed over again until every reader has it or has been given up.
/// </summary>
internal sealed partial class SendDigests(
    DigestComposer composer, DigestRenderer renderer, DigestDelivery delivery, Stores stores, TimeProvider clock, ILogger<SendDigests> logger)
{
    /// <summary>How far back earlier digests, and the mean of a country's articles, are taken into account.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    /// <summary>How long a completely delivered digest is still listed in the reports.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    /// <param name="today">Send today's digest now even if it is not due yet (a run started by hand).</param>
    public async Task<DigestReport> RunAsync(IReadOnlyList<Edition> editions, IReadOnlyList<Feed> feeds, bool today, CancellationToken cancellationToken)
    {
        var before = stores.Operations;
        var open = Edition.Open(editions);
        var run = new Run(clock.GetUtcNow(), new Past(stores, feeds, clock.GetUtcNow()))
        { Hidden = editions.Except(open).Select(e => e.Id).ToHashSet() };
        foreach (var edition in editions)
        {
            var digests = await AttemptAsync(run, edition, () => DigestsToSendAsync(run, edition, today, cancellationToken), cancellationToken) ?? [];
            foreach (var digest in digests)
            {
                if (await AttemptAsync(run, edition, () => DeliverAsync(edition, digest, cancellationToken), cancellationToken) is { } sent)
                    run.Sent.Add(sent);
            }
        }

        return new DigestReport(run.Now, run.Sent, run.Failures, stores.Operations - before);
    }

    /// <summary>The edition's digest as it would look now; nothing is stored or sent.</summary>
    public async Task<Digest> PreviewAsync(Edition edition, IReadOnlyList<Feed> feeds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await stores.Digests.ReadSinceAsync(edition, now - Memory, cancellationToken);
        return await ComposeAsync(edition, Schedule.Now(edition, now), now, known.Digests, new Run(now, new Past(stores, feeds, now)), cancellationToken);
    }

    /// <summary>A failure affects only its own edition, except for an outage of the store, which ends the run.</summary>
    private async Task<T?> AttemptAsync<T>(Run run, Edition edition, Func<Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not StorageException && !cancellationToken.IsCancellationRequested)
        {
            EditionFailed(edition.Id, e);
            run.Failures.Add(new DigestFailure(edition.Id, e.Message));
            return null;
        }
    }

    /// <summary>Composes what is due, and returns all digests that may still have readers waiting.</summary>
    private async Task<IReadOnlyList<Digest>> DigestsToSendAsync(Run run, Edition edition, bool today, CancellationToken cancellationToken)
    {
        var known = await stores.Digests.ReadSinceAsync(edition, run.Now - Memory, cancellationToken);
        run.Failures.AddRange(known.Unreadable.Select(reason => new DigestFailure(edition.Id, reason)));
        foreach (var unrendered in known.Digests.Where(d => known.Unrendered.Contains(d.Key)))
            await AddPagesAsync(unrendered, cancellationToken);

        var digests = known.Digests.ToList();
        var due = await DueAsync(run, edition, known, today, cancellationToken);
        for (var i = 0; i < due.Count; i++)
        {
            // Of several missed digests, each ends at its own time, where the next begins; the last one covers everything up to now.
            var end = i == due.Count - 1 || due[i].DueAt > run.Now ? run.Now : due[i].DueAt;
            var digest = await ComposeAsync(edition, due[i], end, digests, run, cancellationToken);
            if (digest.Coverage == Coverage.None && due[i].DueAt > run.Now)
            {
                run.Failures.Add(new DigestFailure(edition.Id, $"No feed could be read, so the digest {due[i].Key} is not composed before it is due."));
            }
            else
            {
                digests.Add(await stores.Digests.AddAsync(digest, cancellationToken));
                await AddPagesAsync(digests[^1], cancellationToken);
            }
        }

        // Those whose delivery is not complete, however old, and those of the last day.
        return await digests.Where(d => d.Send).ToAsyncEnumerable()
            .Where(async (d, token) => run.Now - d.Composed < Recent || !await delivery.IsCompleteAsync(d.Edition, d.Key, token))
            .ToListAsync(cancellationToken);
    }

    private async Task<List<DueDigest>> DueAsync(Run run, Edition edition, KnownDigests known, bool today, CancellationToken cancellationToken)
    {
        // A digest from the future was composed by a clock that ran ahead: the days until then are due all the same.
        var past = known.Digests.Where(d => d.DueAt <= run.Now).Select(d => d.DueAt).ToList();
        var after = past.Count > 0 ? past.Max() : await stores.Digests.BegunAsync(edition.Id, run.Now, cancellationToken);
        var due = Schedule.Due(edition, after, run.Now).ToList();
        if (today && Schedule.Now(edition, run.Now) is var byHand && byHand.Date == Schedule.Today(edition, run.Now) && due.All(d => d.Key != byHand.Key))
            due.Add(byHand);
        return [.. due.Where(d => !known.Keys.Contains(d.Key)).Select(d => known.Keys.Count == 0 ? d with { Late = false } : d)]; // nobody awaits the first
    }

    private async Task AddPagesAsync(Digest digest, CancellationToken cancellationToken)
    {
        var (page, mail) = (await renderer.RenderPageAsync(digest, cancellationToken), await renderer.RenderAsync(digest, cancellationToken));
        await stores.Digests.AddPagesAsync(digest, page, mail.Text, cancellationToken);
    }

    private async Task<SentDigest> DeliverAsync(Edition edition, Digest digest, CancellationToken cancellationToken)
    {
        // Readers who get it late, because a mail server did not accept it earlier, are told so.
        var late = digest.Late || Schedule.IsLate(digest.DueAt > digest.Composed ? digest.DueAt : digest.Composed, clock.GetUtcNow());
        var mail = await renderer.RenderAsync(digest with { Late = late }, cancellationToken);
        var mailing = new Mailing
        {
            Edition = digest.Edition, // its former id if the edition has another now: the ledger knows its readers under that
            Ids = edition.Formerly is { } formerly ? [edition.Id, formerly] : [edition.Id],
            Digest = digest.Key,
            Subject = mail.Subject,
            Content = mail.Content,
            ComposedAt = digest.Composed,
            Listed = [.. edition.Readers.Select(EmailAddress.Parse)],
            Subscribers = edition.Subscribers,
            Channels = edition.Channels,
            Message = mail.Message,
        };
        return new SentDigest(digest.Edition, digest.Key, mail.Subject, digest.Stories.Count, await delivery.DeliverAsync(mailing, cancellationToken));
    }

    private async Task<Digest> ComposeAsync(
        Edition edition, DueDigest due, DateTimeOffset end, IReadOnlyList<Digest> previous, Run run, CancellationToken cancellationToken)
    {
        previous = await ToldAsync(previous, cancellationToken);
        var before = previous.Where(d => d.Window.To <= run.Now).ToList();
        var window = Schedule.Window(edition, due, before.Count > 0 ? before.Max(d => d.Window.To) : null, end);
        var all = await run.Past.StoriesAsync(Memory, cancellationToken);
        IReadOnlyList<Story> stories = end < run.Now ? [.. all.Select(s => s.Until(end)).OfType<Story>()] : all;
        var figures = new Dictionary<StoryId, IReadOnlyList<FigureRow>>();
        foreach (var story in stories)
        {
            try
            {
                figures.Add(story.Id, FigureLedger.From(story));
            }
            catch (Exception e)
            {
                LeaveOut(story, e);
            }
        }

        stories = [.. stories.Where(s => figures.ContainsKey(s.Id))];
        var digest = composer.Compose(new DigestInput
        {
            Edition = edition,
            Due = due,
            Window = window,
            Stories = stories, // the composer chooses: an article may be published before a digest and seen after it, a mailed headline may be corrected
            Figures = figures,
            Previous = previous,
            Activity = Past.Activity(stories, window),
            Feeds = await run.Past.FeedsAsync(cancellationToken),
            Page = delivery.PageOf(edition.Id, due.Key, run.Hidden.Contains(edition.Id)),
        }, LeaveOut);
        return digest with { ComposedAt = run.Now };

        // A story that fails here has hit a bug, which must not keep all the others from the readers.
        void LeaveOut(Story story, Exception error)
        {
            StoryFailed(story.Id, edition.Id, error);
            run.Failures.Add(new DigestFailure(edition.Id, $"Story {story.Id} is left out of the digest {due.Key}: {error.GetType().Name}: {error.Message}"));
        }
    }

    /// <summary>Without the last digests where they came to nobody, so that the next one tells what they said.</summary>
    private async Task<IReadOnlyList<Digest>> ToldAsync(IReadOnlyList<Digest> previous, CancellationToken cancellationToken)
    {
        var told = previous.Count;
        while (told > 0 && await delivery.WasLostAsync(previous[told - 1].Edition, previous[told - 1].Key, cancellationToken))
            told--;
        return [.. previous.Take(told)];
    }

    [LoggerMessage(160, LogLevel.Error, "Edition {Edition} could not be composed or delivered; it is tried again in the next run")]
    private partial void EditionFailed(string edition, Exception exception);

    [LoggerMessage(161, LogLevel.Error, "Story {Story} could not be read and is left out of a digest of {Edition}")]
    private partial void StoryFailed(StoryId story, string edition, Exception exception);

    /// <summary>What the editions of one run share.</summary>
    private sealed record Run(DateTimeOffset Now, Past Past)
    {
        /// <summary>Editions whose pages are for their readers only.</summary>
        public HashSet<string> Hidden { get; init; } = [];

        public List<SentDigest> Sent { get; } = [];

        public List<DigestFailure> Failures { get; } = [];
    }
}
