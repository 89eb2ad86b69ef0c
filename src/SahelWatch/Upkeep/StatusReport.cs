using SahelWatch.Alerts;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Stories;

namespace SahelWatch.Upkeep;

/// <summary>The status of the whole system.</summary>
public sealed record StatusReport(
    DateTimeOffset At, PollReport? Poll, GroupReport? Group, DigestReport? Digest, PoisonReport? Poison, IReadOnlyList<FeedStatus> Feeds)
{
    /// <summary>Feeds are due every 15 minutes: an hour without a poll means that none is made any more.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(1);

    /// <summary>Whether polls have stopped, whatever the last one said.</summary>
    public bool HasStopped => Poll is not null && At - Poll.At > Overdue;

    /// <summary>The worst problem, in a few words; null if all is well.</summary>
    public string? Worst => true switch
    {
        _ when Poll is null => "no poll yet",
        _ when HasStopped => string.Create(CultureInfo.InvariantCulture, $"no poll since {Poll.At.UtcDateTime:yyyy-MM-dd HH:mm 'UTC'}"),
        _ when Digest is { Failures.Count: > 0 } => "a digest failed",
        _ when Digest is not null && ReportText.NeedsALook(Digest) => "a digest has not reached everybody",
        _ when Alert is not null && ReportText.NeedsALook(Alert) => "an alert has not reached everybody",
        _ when Inputs.FirstOrDefault(i => i.Problem is not null) is { } input => $"{input.File} in storage cannot be used",
        _ when Group is { Problems.Count: > 0 } => "the catalogue is not up to date",
        _ when SetAside.Count > 0 || Group is { SetAside.Count: > 0 } => "something could not be read and was set aside",
        _ when Troubled.Count is > 0 and var feeds => $"{ReportText.Count(feeds, "feed needs", "feeds need")} a look",
        _ => null,
    };

    /// <summary>The last run that sent an alert.</summary>
    public AlertReport? Alert { get; init; }

    /// <summary>Alerts that are waiting to be sent.</summary>
    public IReadOnlyList<AlertWait> Waiting { get; init; } = [];

    /// <summary>The names of quarantined blobs, up to a hundred.</summary>
    public IReadOnlyList<string> SetAside { get; init; } = [];

    /// <summary>The inputs in effect.</summary>
    public IReadOnlyList<InputVersion> Inputs { get; init; } = [];

    /// <summary>The feeds that need a look, the worst first.</summary>
    public IReadOnlyList<FeedStatus> Troubled => [.. Feeds.Where(f => f.Health is not (FeedHealth.Healthy or FeedHealth.Unknown))
        .OrderByDescending(f => f.Health).ThenBy(f => f.Feed.Title, StringComparer.Ordinal)];
}

/// <summary>When the last poll was, and when a digest was last mailed to anybody; null if never.</summary>
public sealed record HealthReport(DateTimeOffset At, DateTimeOffset? Poll, DateTimeOffset? Digest);

/// <summary>Queue messages that failed too often and were dropped; a later run does the work.</summary>
/// <param name="At">When the last one was dropped.</param>
/// <param name="Messages">The number so far.</param>
public sealed record PoisonReport(DateTimeOffset At, int Messages, string Queue, string Message);

/// <param name="State">Null if the feed was never polled.</param>
public sealed record FeedStatus(Feed Feed, FeedState? State)
{
    public FeedHealth Health => State?.Health ?? FeedHealth.Unknown;

    /// <summary>Where the feed is polled instead of its listed address, because it moved permanently; null if it did not.</summary>
    public Uri? MovedTo => State?.MovedTo is { } to && to != Feed.Url ? to : null;
}
