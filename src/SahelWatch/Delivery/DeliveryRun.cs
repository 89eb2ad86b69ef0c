using SahelWatch.Delivery.Mail;
using SahelWatch.Readers;

namespace SahelWatch.Delivery;

/// <summary>One run of the delivery of a digest: what its shards share, and their totals.</summary>
/// <param name="abort">Cancels what is being handed over.</param>
internal sealed class DeliveryRun(
    Mailing mailing, DeliveryPlan plan, TimeSpan giveUpAfter, IReadOnlyDictionary<ReaderId, EmailAddress> listed, SubscriptionLinks links,
    CancellationToken abort)
{
    private const int MostNamed = 8; // a stop leaves no more in doubt, unless somebody raised the concurrency

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _reasons = [];
    private readonly List<ReaderId> _suspended = [];
    private readonly HashSet<string> _failures = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _unconfirmed = [];
    private string? _stop;
    private DateTimeOffset? _resume;
    private int _sentNow, _sent, _givenUp, _repeated, _counted;

    public Mailing Mailing => mailing;

    public CancellationToken Abort => abort;

    /// <summary>The time after which nothing is retried.</summary>
    public DateTimeOffset GiveUpAt { get; } = plan.PlannedAt + giveUpAfter;

    public bool Stopped { get; private set; }

    /// <summary>Null if the reader has left.</summary>
    public EmailAddress? AddressOf(ReaderId id, Reader? reader)
    {
        if (reader is { } known && !known.Takes(mailing.Edition))
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

    /// <summary>The rate limit is reached: no further shard is started, but those that still have permits use them.</summary>
    public bool PaceReached { get; private set; }

    public void ReachPace(DateTimeOffset resume)
    {
        lock (_gate)
        {
            PaceReached = true;
            _resume = Earlier(_resume, resume);
        }
    }

    /// <summary>The provider accepts no mail: nothing more is sent in this run. Returns true for the first caller.</summary>
    public bool Stop(string reason, DateTimeOffset resume)
    {
        lock (_gate)
        {
            var first = !Stopped;
            Stopped = true;
            _stop ??= reason;
            _resume = Earlier(_resume, resume);
            return first;
        }
    }

    public void Tried(DeliveryRecord delivery, bool repeat)
    {
        lock (_gate)
        {
            _sentNow += delivery.State == DeliveryState.Sent ? 1 : 0;
            _repeated += repeat ? 1 : 0;
        }
    }

    public void Suspended(ReaderId reader)
    {
        lock (_gate)
            _suspended.Add(reader);
    }

    /// <summary>Notes something for operators that delays none of the planned readers.</summary>
    public void Note(string problem)
    {
        lock (_gate)
            _notes.Add(problem);
    }

    /// <summary>A shard could not be processed, so the state of its readers is unknown.</summary>
    public void Failed(string reason)
    {
        lock (_gate)
            _failures.Add(reason);
    }

    /// <summary>Adds the state of a shard to the totals.</summary>
    /// <param name="heldUntil">When the lease of the process that holds it ends; null if none does.</param>
    public void Count(DeliveryPart part, IReadOnlyList<DeliveryRecord> deliveries, DateTimeOffset? heldUntil)
    {
        lock (_gate)
        {
            _counted += deliveries.Count;
            _sent += deliveries.Count(d => d.State == DeliveryState.Sent);
            _givenUp += deliveries.Count(d => d.State == DeliveryState.GivenUp);
            _unconfirmed.AddRange(deliveries.Where(d => d is { State: DeliveryState.Sent, InDoubt: true }).Select(d => ContentHash.Of(KeyOf(d.Reader))));
            var reasons = deliveries.Where(d => d.State != DeliveryState.Sent).Select(d => d.Reason).OfType<string>();
            if (part.Channel is not null)
                _notes.AddRange(reasons);
            foreach (var reason in part.Channel is null ? reasons : [])
                _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
            foreach (var open in deliveries.Where(d => d.IsOpen))
                _resume = Earlier(_resume, open.Next ?? heldUntil);
        }
    }

    public DeliveryReport Report()
    {
        var frequent = _reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => $"{r.Value} {(r.Value == 1 ? "reader" : "readers")}: {r.Key}");
        return new DeliveryReport
        {
            Edition = mailing.Edition,
            Digest = mailing.Digest,
            Readers = plan.Readers + plan.Channels.Count,
            SentNow = _sentNow,
            Sent = _sent,
            GivenUp = _givenUp,
            Waiting = Math.Max(_counted, _failures.Count > 0 ? plan.Readers + plan.Channels.Count : 0) - _sent - _givenUp,
            Repeated = _repeated,
            Suspended = _suspended,
            Problems = [.. _stop is null ? [] : new[] { _stop }, .. _failures, .. _notes, .. Unconfirmed(), .. frequent],
            Resume = _resume,
            Complete = _failures.Count == 0 && _counted == _sent + _givenUp,
        };
    }

    /// <summary>A server that refused such a mail later has lost it, which only its log shows.</summary>
    private string[] Unconfirmed() => _unconfirmed.Count == 0 ? [] :
    [
        $"{_unconfirmed.Count} mails count as sent although the server, which had the whole text, had not confirmed it when the process was stopped. If its log has "
            + $"no delivery of a Message-ID that begins with {string.Join(" or ", _unconfirmed.Take(MostNamed))}, that reader has not got the mail.",
    ];

    private string KeyOf(ReaderId reader) => $"{mailing.Edition}/{mailing.Digest}/{reader}";

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
