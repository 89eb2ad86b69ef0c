using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Polling;

/// <summary>What a poll did.</summary>
/// <param name="Feeds">On the list.</param>
/// <param name="Polled">Asked now; the others were not due.</param>
/// <param name="Kept">New entries about the Sahel, those that two feeds show counted once.</param>
/// <param name="LostRace">Another run was polling the same feeds at the same time: what both found is kept.</param>
/// <param name="Updated">Entries about the Sahel that their outlets edited.</param>
public sealed record PollReport(
    DateTimeOffset At, int Feeds, int Polled, int NotModified, int Entries, int Kept, int Updated, IReadOnlyList<FeedFailure> Failures,
        IReadOnlyList<FeedNote> Notes,
    bool LostRace, BlobOperations Operations)
{
    /// <summary>What could not be read and was put under quarantine/.</summary>
    public IReadOnlyList<string> SetAside { get; init => field = value ?? []; } = []; // absent in reports of older versions

    /// <summary>What it went by.</summary>
    public IReadOnlyList<InputVersion> Inputs { get; init => field = value ?? []; } = [];
}

/// <param name="Reason">What happened, for people.</param>
/// <param name="Proposal">Addresses of feeds that the page served instead points to.</param>
/// <param name="Since">The first of its failures in a row.</param>
public sealed record FeedFailure(FeedId Feed, string Source, Uri Url, string Reason, IReadOnlyList<Uri> Proposal, FeedHealth Health, DateTimeOffset? Since);

/// <summary>Something about a feed that a person may want to act on: what was mended, a permanent redirect.</summary>
public sealed record FeedNote(string Source, string Text);
