using SahelWatch.Storage;

namespace SahelWatch.Polling;

/// <summary>The results of a poll.</summary>
/// <param name="Feeds">On the list.</param>
/// <param name="Polled">The others were not due.</param>
/// <param name="Kept">New entries about the Sahel; one that is in two feeds counts once.</param>
/// <param name="LostRace">Another process polled the same feeds at the same time; the results of both were kept.</param>
/// <param name="Updated">Entries about the Sahel that their outlets edited.</param>
public sealed record PollReport(
    DateTimeOffset At, int Feeds, int Polled, int NotModified, int Entries, int Kept, int Updated, IReadOnlyList<FeedFailure> Failures,
        IReadOnlyList<FeedNote> Notes,
    bool LostRace, BlobOperations Operations) : StageReport(At, Operations)
{
    /// <summary>Polls of parts of the feeds as one, as old as the oldest: a part that is no longer polled must show.</summary>
    public static PollReport Of(IReadOnlyList<PollReport> parts) => new(
        parts.Min(p => p.At), parts.Sum(p => p.Feeds), parts.Sum(p => p.Polled), parts.Sum(p => p.NotModified), parts.Sum(p => p.Entries),
        parts.Sum(p => p.Kept), parts.Sum(p => p.Updated), [.. parts.SelectMany(p => p.Failures).OrderBy(f => f.Source, StringComparer.Ordinal)],
        [.. parts.SelectMany(p => p.Notes)], parts.Any(p => p.LostRace), parts.Aggregate(default(BlobOperations), (sum, p) => sum + p.Operations))
    { SetAside = [.. parts.SelectMany(p => p.SetAside)], Inputs = parts.MaxBy(p => p.At)!.Inputs };

    /// <summary>Blobs that could not be read and were moved to quarantine/.</summary>
    public IReadOnlyList<string> SetAside { get; init => field = value ?? []; } = []; // absent in reports of older versions
}

/// <param name="Reason">In plain words.</param>
/// <param name="Proposal">Addresses of feeds that a web page served instead of the feed links to.</param>
/// <param name="Since">The first of its consecutive failures.</param>
public sealed record FeedFailure(FeedId Feed, string Source, Uri Url, string Reason, IReadOnlyList<Uri> Proposal, FeedHealth Health, DateTimeOffset? Since);

/// <summary>Something about a feed that an operator may want to act on: a repair, a permanent redirect.</summary>
public sealed record FeedNote(string Source, string Text);
