using System.Collections.Concurrent;
using SahelWatch.Delivery.Mail;
using SahelWatch.Readers;

namespace SahelWatch.Delivery;

/// <summary>One run of the delivery of a digest: what its shards share, and what became of them.</summary>
/// <param name="abort">Cancels what is being handed over.</param>
internal sealed class DeliveryRun(
    Mailing mailing, DeliveryPlan plan, TimeSpan giveUpAfter, IReadOnlyDictionary<ReaderId, EmailAddress> listed, SubscriptionLinks links,
    CancellationToken abort)
{
    private const int MostNamed = 8; // a stop leaves no more in doubt, unless somebody raised the concurrency

    private readonly ConcurrentQueue<(DeliveryPart Part, IReadOnlyList<DeliveryRecord> Deliveries, DateTimeOffset? HeldUntil)> _shards = [];
    private readonly ConcurrentQueue<(DeliveryState State, bool IsRepeat)> _tried = [];
    private readonly ConcurrentQueue<DateTimeOffset?> _resume = [];
    private string? _stop;

    public Mailing Mailing => mailing;

    public CancellationToken Abort => abort;

    /// <summary>The time after which nothing is retried.</summary>
    public DateTimeOffset GiveUpAt { get; } = plan.PlannedAt + giveUpAfter;

    /// <summary>What operators must know, and delays none of the planned readers.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    /// <summary>Why shards could not be processed: the state of their readers is unknown.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>Readers suspended in this run.</summary>
    public ConcurrentQueue<ReaderId> Suspended { get; } = [];

    /// <summary>The provider accepts no mail: nothing more is sent in this run.</summary>
    public bool Stopped => _stop is not null;

    /// <summary>The rate limit is reached: no further shard is started, but those that still have permits use them.</summary>
    public bool PaceReached { get; private set; }

    /// <summary>Null if the reader has left.</summary>
    public EmailAddress? AddressOf(ReaderId id, Reader? reader)
    {
        if (reader is { } known && !known.Takes(mailing.Ids))
            return null;
        return EmailAddress.TryParse(reader?.Address, out var address) ? address : listed.GetValueOrDefault(id);
    }

    public OutgoingMail MailTo(DeliveryRecord delivery, EmailAddress address, Mailbox from) => new()
    {
        Key = KeyOf(delivery.Reader),
        From = from,
        To = address,
        Subject = mailing.Subject,
        Content = mailing.Content,
        Date = plan.PlannedAt,
        Link = links.Unsubscribe(delivery.Reader, mailing.Edition, plan.PlannedAt),
        List = mailing.Edition,
        Repeat = delivery.InDoubt,
    };

    public void ReachPace(DateTimeOffset resume)
    {
        PaceReached = true;
        _resume.Enqueue(resume);
    }

    /// <returns>True for the first caller.</returns>
    public bool Stop(string reason, DateTimeOffset resume)
    {
        _resume.Enqueue(resume);
        return Interlocked.CompareExchange(ref _stop, reason, null) is null;
    }

    public void Tried(DeliveryRecord delivery, bool repeat) => _tried.Enqueue((delivery.State, repeat));

    /// <summary>Notes the state in which a shard is left.</summary>
    /// <param name="heldUntil">When the lease of the process that holds it ends; null if none does.</param>
    public void Count(DeliveryPart part, IReadOnlyList<DeliveryRecord> deliveries, DateTimeOffset? heldUntil) => _shards.Enqueue((part, deliveries, heldUntil));

    public DeliveryReport Report()
    {
        var all = _shards.SelectMany(s => s.Deliveries).ToList();
        var (sent, givenUp) = (all.Count(d => d.State == DeliveryState.Sent), all.Count(d => d.State == DeliveryState.GivenUp));
        var planned = plan.Readers + plan.Channels.Count;
        var reasons = (from shard in _shards
                       from delivery in shard.Deliveries
                       where delivery.State != DeliveryState.Sent && delivery.Reason is not null
                       select (OfReader: shard.Part.Channel is null, delivery.Reason)).ToLookup(r => r.OfReader, r => r.Reason!);
        var frequent = reasons[true].CountBy(r => r).OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => $"{r.Value} {(r.Value == 1 ? "reader" : "readers")}: {r.Key}");
        return new DeliveryReport
        {
            Edition = mailing.Edition,
            Digest = mailing.Digest,
            Readers = planned,
            SentNow = _tried.Count(t => t.State == DeliveryState.Sent),
            Sent = sent,
            GivenUp = givenUp,
            Waiting = Math.Max(all.Count, Failures.IsEmpty ? 0 : planned) - sent - givenUp,
            Repeated = _tried.Count(t => t.IsRepeat),
            Suspended = [.. Suspended],
            Problems = [.. _stop is null ? [] : new[] { _stop }, .. Failures.Distinct(), .. Notes, .. reasons[false], .. Unconfirmed(all), .. frequent],
            Resume = _shards.SelectMany(s => s.Deliveries.Where(d => d.IsOpen).Select(d => d.Next ?? s.HeldUntil)).Concat(_resume).Min(),
            Complete = Failures.IsEmpty && all.Count == sent + givenUp,
        };
    }

    /// <summary>A server that refused such a mail later has lost it, which only its log shows.</summary>
    private string[] Unconfirmed(IEnumerable<DeliveryRecord> all)
    {
        var mails = all.Where(d => d is { State: DeliveryState.Sent, InDoubt: true }).Select(d => ContentHash.Of(KeyOf(d.Reader))).ToList();
        return mails.Count == 0 ? [] :
        [
            $"{mails.Count} mails count as sent although the server, which had the whole text, had not confirmed it when the process was stopped. If its log has "
                + $"no delivery of a Message-ID that begins with {string.Join(" or ", mails.Take(MostNamed))}, that reader has not got the mail.",
        ];
    }

    private string KeyOf(ReaderId reader) => $"{mailing.Edition}/{mailing.Digest}/{reader}";
}
