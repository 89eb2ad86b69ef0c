using SahelWatch.Digests.Editions;
using SahelWatch.Domain;

namespace SahelWatch.Digests;

/// <summary>All that a digest is composed from; the pipeline reads it from the store.</summary>
public sealed record DigestInput
{
    public required Edition Edition { get; init; }

    public required DueDigest Due { get; init; }

    /// <summary>See <see cref="Schedule.Window"/>.</summary>
    public required Window Window { get; init; }

    /// <summary>The stories that changed in the window, or shortly before it; more do no harm.</summary>
    public required IReadOnlyList<Story> Stories { get; init; }

    public IReadOnlyDictionary<StoryId, IReadOnlyList<FigureRow>> Figures { get; init; } = new Dictionary<StoryId, IReadOnlyList<FigureRow>>();

    /// <summary>
    /// The edition's digests of the last days, in any order: what readers know already. Two weeks of them tell "day 9" and correct what they said.
    /// </summary>
    public IReadOnlyList<Digest> Previous { get; init; } = [];

    public IReadOnlyList<CountryActivity> Activity { get; init; } = [];

    public required FeedWatch Feeds { get; init; }

    /// <summary>Where the digest's page can be read; null where it is not served.</summary>
    public Uri? Page { get; init; }
}

/// <summary>How much was written about a country.</summary>
/// <param name="InWindow">Articles first seen in the digest's window.</param>
/// <param name="Days">Articles on each of the 14 days before the window; fewer where the archive is younger.</param>
public sealed record CountryActivity(string Country, int InWindow, IReadOnlyList<int> Days);

/// <summary>Whether the watch could see.</summary>
/// <param name="Total">Feeds on the list.</param>
/// <param name="LastPoll">When feeds were last polled; null where they never were.</param>
public sealed record FeedWatch(int Total, DateTimeOffset? LastPoll, IReadOnlyList<FeedTrouble> Troubles);

/// <summary>A feed that gives nothing.</summary>
/// <param name="Source">The outlet's name as readers see it.</param>
/// <param name="Since">When it last gave something; null where it never did.</param>
/// <param name="Reason">The fetch's reason code, for failing and blocked feeds.</param>
public sealed record FeedTrouble(string Source, FeedCondition Condition, DateTimeOffset? Since, string? Reason = null);

public enum FeedCondition
{
    /// <summary>Cannot be read: no answer, an error, no feed.</summary>
    Failing,

    /// <summary>Answers, but turns us away.</summary>
    Blocked,

    /// <summary>Can be read, but has had nothing new for far longer than is its habit.</summary>
    Silent,
}
