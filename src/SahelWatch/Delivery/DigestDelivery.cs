using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Readers;
using SahelWatch.Storage;

namespace SahelWatch.Delivery;

/// <summary>
/// Delivers a digest or alert to each of its readers and channels once. It never waits: what cannot be sent now (rate limit, an outage of the provider, a
/// server that asks to try later) is left to the next run, and the report says when to run again. Any number of processes may run at once, and any may be
/// killed at any moment. When told to stop, it starts no other mail and gives those in progress some seconds (<see cref="StopGrace"/>, and SMTP the time to
/// reply), so that the records agree with what the provider has.
/// </summary>
public sealed partial class DigestDelivery(
    IBlobs blobs, IMailer mailer, WebhookSender webhooks, DeliveryOptions options, TimeProvider clock, ILogger<DigestDelivery> logger)
{
    /// <summary>Of the 5 seconds that the Functions host leaves a worker; the rest is for recording.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(3);

    private const int SecretLength = 24; // hex digits: 96 bits

    /// <summary>The name that <see cref="PaceStore"/> counts digests under.</summary>
    private const string Lane = "digests";

    private readonly DeliveryLedger _ledger = new(blobs);
    private readonly ReaderStore _readers = new(blobs);
    private readonly PaceStore _pace = new(blobs, Lane, options.Limits);
    private readonly ConcurrentDictionary<(string Edition, string Digest), bool> _complete = [];
    private readonly Mailbox _from = new(options.FromName, EmailAddress.Parse(options.From));

    /// <summary>The address of a digest's page; null if the pages are served on this machine only.</summary>
    /// <param name="secret">Whether the page is for those who know the address alone: it then cannot be guessed.</param>
    public Uri? PageOf(string edition, string key, bool secret) => options.Pages is not { } pages ? null
        : new Uri(pages, $"digests/{edition}/{key}{(secret ? $"?k={RandomNumberGenerator.GetHexString(SecretLength, lowercase: true)}" : "")}");

    /// <summary>Whether a digest is completely delivered; does not ask the store again once that is known.</summary>
    public async Task<bool> IsCompleteAsync(string edition, string digest, CancellationToken cancellationToken)
    {
        if (_complete.ContainsKey((edition, digest)))
            return true;
        var complete = await _ledger.ReadPlanAsync(edition, digest, cancellationToken) is { CompletedAt: not null };
        return complete && _complete.TryAdd((edition, digest), true);
    }

    /// <summary>See <see cref="DeliveryLedger.WasLostAsync"/>.</summary>
    public Task<bool> WasLostAsync(string edition, string digest, CancellationToken cancellationToken) =>
        _ledger.WasLostAsync(edition, digest, options.GiveUpAfter, clock.GetUtcNow(), cancellationToken);

    /// <summary>Continues the delivery where earlier runs stopped; reads only one blob if it is complete.</summary>
    public async Task<DeliveryReport> DeliverAsync(Mailing mailing, CancellationToken cancellationToken)
    {
        var plan = await _ledger.ReadPlanAsync(mailing.Edition, mailing.Digest, cancellationToken);
        if (plan?.CompletedAt is not null)
            return new DeliveryReport { Edition = mailing.Edition, Digest = mailing.Digest, Readers = plan.Readers + plan.Channels.Count, Complete = true };
        // Before planning, since deliveries without a key mean that the key was lost.
        var links = new SubscriptionLinks(options.PublicUrl, await _readers.KeyAsync(cancellationToken));
        var listed = new Dictionary<ReaderId, EmailAddress>();
        foreach (var address in mailing.Listed)
            listed[await _readers.IdOfAsync(address, cancellationToken)] = address;
        IReadOnlySet<ReaderId> leftOut = new HashSet<ReaderId>();
        if (plan is not { Ready: true })
        {
            (var readers, leftOut) = await ReadersAsync(mailing, listed, cancellationToken);
            var channels = mailing.Message is null ? [] : mailing.Channels;
            plan = await _ledger.PlanAsync(mailing.Edition, mailing.Digest, readers, channels, mailing.ComposedAt ?? clock.GetUtcNow(), cancellationToken);
        }

        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var stop = cancellationToken.Register(() => abort.CancelAfter(StopGrace));
        await using var waiting = abort.Token.Register(AnswersAwaited);
        var run = new DeliveryRun(mailing, plan, mailing.GiveUpAfter ?? options.GiveUpAfter, listed, links, abort.Token);
        foreach (var reader in leftOut)
            run.Notes.Enqueue($"The record of reader {reader} cannot be read, so this reader, who may have left, is not mailed.");
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
        // Not the loop's own token, which would cancel the other shards when one fails.
        await Parallel.ForEachAsync(
            DeliveryLedger.PartsOf(mailing.Edition, mailing.Digest, plan), parallel, async (part, _) => await DeliverPartAsync(run, part, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        var report = run.Report();
        if (report.Complete)
            await _ledger.CompleteAsync(mailing.Edition, mailing.Digest, clock.GetUtcNow(), cancellationToken);
        return report;
    }

    /// <summary>
    /// Subscribers and the readers listed in the editions file, except those who have left, or may have left because their record cannot be read.
    /// </summary>
    private async Task<(IReadOnlyCollection<ReaderId> Readers, IReadOnlySet<ReaderId> Unreadable)> ReadersAsync(
        Mailing mailing, Dictionary<ReaderId, EmailAddress> listed, CancellationToken cancellationToken)
    {
        var (known, unreadable) = mailing.Subscribers ? await _readers.AllAsync(cancellationToken) : await _readers.ReadAsync(listed.Keys, cancellationToken);
        var subscribed = known.Values.Where(reader => mailing.Subscribers && reader.Subscribes(mailing.Ids)).Select(reader => reader.Id);
        return ([.. listed.Keys.Union(subscribed)
            .Where(id => !unreadable.Contains(id) && (!known.TryGetValue(id, out var reader) || reader.Takes(mailing.Ids)))], unreadable);
    }

    /// <summary>A shard that cannot be read or written does not affect the others: its readers wait, and the report says why.</summary>
    private async Task DeliverPartAsync(DeliveryRun run, DeliveryPart part, CancellationToken cancellationToken)
    {
        try
        {
            await WorkOnAsync(run, part, cancellationToken);
        }
        catch (Exception e) when (e is StorageException or GarbledException)
        {
            ShardFailed(part.Blob, e);
            run.Failures.Enqueue(e.Message);
        }
    }

    private async Task WorkOnAsync(DeliveryRun run, DeliveryPart part, CancellationToken cancellationToken)
    {
        var stored = await _ledger.ReadShardAsync(part.Blob, cancellationToken) ?? throw new StorageException($"{part.Blob} is missing.");
        var now = clock.GetUtcNow();
        var hasWork = stored.Value.Deliveries.Any(d => d.IsDue(now) || (d.IsOpen && now >= run.GiveUpAt));
        var mayWork = part.Channel is not null || (!run.Stopped && !run.PaceReached); // the mail provider's problems do not affect channels
        var held = hasWork && mayWork ? await _ledger.TakeAsync(part.Blob, stored, now, options.Lease, cancellationToken) : null;
        if (held is null)
        {
            run.Count(part, stored.Value.Deliveries, stored.Value.Lease?.Until);
            return;
        }
        try
        {
            await (part.Channel is { } channel ? TellAsync(run, held, channel) : DeliverAsync(run, held, cancellationToken));
        }
        finally
        {
            await held.ReleaseAsync(CancellationToken.None); // what was accepted must be recorded even when stopping
        }
        run.Count(part, held.Deliveries, null);
    }

    /// <summary>A channel's shard has one delivery.</summary>
    private async Task TellAsync(DeliveryRun run, HeldShard held, string channel)
    {
        var (delivery, now) = (held.Deliveries[0], clock.GetUtcNow());
        if (now >= run.GiveUpAt)
            held.Set(DeliveryRules.GivenUp(delivery, delivery.Reason ?? $"Channel {channel}: it could not be sent in time.", now));
        else if (delivery.IsOpen && !run.Mailing.Channels.Contains(channel, StringComparer.Ordinal))
            held.Set(DeliveryRules.GivenUp(delivery, $"Channel {channel}: the edition or rule no longer names it.", now));
        else if (delivery.IsDue(now) && run.Mailing.Message is { } message)
            await AttemptAsync(run, held, delivery, DeliveryRules.FirstWaitOfChannel, () => webhooks.SendAsync(channel, message, run.Abort));
    }

    private async Task DeliverAsync(DeliveryRun run, HeldShard held, CancellationToken cancellationToken)
    {
        var due = held.Deliveries.Where(d => d.IsOpen).ToList();
        var (readers, unreadable) = await _readers.ReadAsync(due.Select(d => d.Reader), cancellationToken);
        var granted = 0;
        for (var i = 0; i < due.Count && !run.Stopped && !cancellationToken.IsCancellationRequested; i++)
        {
            var now = clock.GetUtcNow();
            var reader = readers.GetValueOrDefault(due[i].Reader);
            if (now >= run.GiveUpAt)
                held.Set(DeliveryRules.GivenUp(due[i], due[i].Reason ?? "It could not be sent in time.", now));
            else if (unreadable.Contains(due[i].Reader))
                held.Set(due[i] with { Reason = "The record of this reader cannot be read." });
            else if (run.AddressOf(due[i].Reader, reader) is not { } address)
                held.Set(DeliveryRules.GivenUp(due[i], "The reader has left.", now));
            else if (!due[i].IsDue(now))
                continue;
            else if (granted-- == 0 && (granted = await GrantAsync(run, due.Count - i, now, cancellationToken) - 1) < 0)
                return;
            else if (!await DeliverAsync(run, held, due[i], reader, address))
                return;
        }
    }

    /// <returns>False if another process holds the shard now.</returns>
    private async Task<bool> DeliverAsync(DeliveryRun run, HeldShard held, DeliveryRecord delivery, Reader? reader, EmailAddress address)
    {
        var mail = run.MailTo(delivery, address, _from);
        if (await AttemptAsync(run, held, delivery, DeliveryRules.FirstWait, () => mailer.SendAsync(mail, run.Abort)) is not { } outcome)
            return false;
        var now = clock.GetUtcNow();
        if (DeliveryRules.Pause(outcome) is var (pause, reason) && run.Stop(reason, now + pause))
        {
            Paused(reason);
            await _pace.PauseAsync(pause, reason, now, CancellationToken.None);
        }
        await NoteAsync(run, outcome, delivery.Reader, reader);
        return true;
    }

    /// <summary>One delivery, from its first record to its last, even if we are told to stop meanwhile.</summary>
    /// <returns>Null if another process holds the shard now.</returns>
    private async Task<MailOutcome?> AttemptAsync(DeliveryRun run, HeldShard held, DeliveryRecord delivery, TimeSpan firstWait, Func<Task<MailOutcome>> send)
    {
        var sending = delivery with { State = DeliveryState.Sending, Attempts = delivery.Attempts + 1, At = clock.GetUtcNow(), Next = null };
        held.Set(sending);
        if (!await held.SaveAsync(clock.GetUtcNow(), CancellationToken.None))
        {
            LeaseLost(run.Mailing.Edition, run.Mailing.Digest);
            return null;
        }
        var outcome = await HandOverAsync(run, delivery, send);
        var after = DeliveryRules.After(sending, outcome, clock.GetUtcNow(), run.GiveUpAt, firstWait);
        held.Set(after);
        run.Tried(after, delivery.InDoubt);
        return outcome;
    }

    /// <summary>A sender that throws has a bug, which must affect only this delivery.</summary>
    private async Task<MailOutcome> HandOverAsync(DeliveryRun run, DeliveryRecord delivery, Func<Task<MailOutcome>> send)
    {
        using var span = Spans.Source.StartActivity("delivery"); // does not identify the reader
        span?.SetTag("edition", run.Mailing.Edition).SetTag("digest", run.Mailing.Digest);
        try
        {
            var outcome = await send();
            span?.SetTag("outcome", outcome.GetType().Name);
            return outcome;
        }
        catch (OperationCanceledException) when (run.Abort.IsCancellationRequested)
        {
            return new MailOutcome.Stopped { InDoubt = true };
        }
        catch (Exception e)
        {
            MailerFailed($"{run.Mailing.Edition}/{run.Mailing.Digest}/{delivery.Reader}", e);
            return new MailOutcome.TemporaryFailure($"The mailer failed: {e.GetType().Name}") { InDoubt = true };
        }
    }

    /// <summary>Counts permanent rejections of an address; an accepted mail resets the count.</summary>
    private async Task NoteAsync(DeliveryRun run, MailOutcome outcome, ReaderId id, Reader? reader)
    {
        if (outcome is MailOutcome.PermanentFailure failure)
        {
            var digest = $"{run.Mailing.Edition}/{run.Mailing.Digest}";
            var now = clock.GetUtcNow();
            var noted = await _readers.ChangeAsync(
                id, r => DeliveryRules.Bounced(r ?? new Reader { Id = id }, digest, failure.Reason, now), CancellationToken.None);
            if (noted is { SuspendedAt: not null })
            {
                run.Suspended.Enqueue(id);
                ReaderSuspended(id.Value, failure.Reason);
            }
        }
        else if (outcome is MailOutcome.Sent && reader is { Bounces: > 0 })
        {
            await _readers.ChangeAsync(id, r => r is null ? null : r with { Bounces = 0, LastBounce = null }, CancellationToken.None);
        }
    }

    private async Task<int> GrantAsync(DeliveryRun run, int want, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const int AtATime = 10; // few enough that those of a killed process are no loss, many enough to be cheap
        var (granted, resume) = await _pace.TakeAsync(options.Limits == default ? want : Math.Min(want, AtATime), now, cancellationToken);
        if (granted == 0)
            run.ReachPace(resume ?? now);
        return granted;
    }

    [LoggerMessage(300, LogLevel.Warning, "All mail waits: {Reason}")]
    private partial void Paused(string reason);

    [LoggerMessage(301, LogLevel.Warning, "Reader {Reader} is suspended: {Reason}")]
    private partial void ReaderSuspended(string reader, string reason);

    [LoggerMessage(302, LogLevel.Warning, "Another process took over readers of {Edition}/{Digest} from this one: the lease is too short, or this process was held up")]
    private partial void LeaseLost(string edition, string digest);

    [LoggerMessage(303, LogLevel.Error, "{Shard} cannot be processed; its readers wait")]
    private partial void ShardFailed(string shard, Exception exception);

    [LoggerMessage(304, LogLevel.Error, "The mailer failed on {Delivery}; it is tried again")]
    private partial void MailerFailed(string delivery, Exception exception);

    [LoggerMessage(305, LogLevel.Warning,
        "Told to stop: waiting only for the mail server's reply to mails that it has (SahelWatch:Delivery:Smtp:StopGrace). Killed now, they would be sent again")]
    private partial void AnswersAwaited();
}
