using SahelWatch.Domain;
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
    bool LostRace, BlobOperations Operations)
{
    /// <summary>Blobs that could not be read and were moved to quarantine/.</summary>
    public IReadOnlyList<string> SetAside { get; init => field = value ?? []; } = []; // absent in reports of older versions

    /// <summary>The inputs that were in effect.</summary>
    public IReadOnlyList<InputVersion> Inputs { get; init => field = value ?? []; } = [];
}

/// <param name="Reason">In plain words.</param>
/// <param name="Proposal">Addresses of feeds that a web page served instead of the feed links to.</param>
/// <param name="Since">The first of its consecutive failures.</param>
public sealed record FeedFailure(FeedId Feed, string Source, Uri Url, string Reason, IReadOnlyList<Uri> Proposal, FeedHealth Health, DateTimeOffset? Since);

/// <summary>Something about a feed that an operator may want to act on: a repair, a permanent redirect.</summary>
public sealed record FeedNote(string Source, string Text);
