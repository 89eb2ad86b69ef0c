using SahelWatch.Digests.Editions;

namespace SahelWatch.Digests;

/// <summary>Everything that a digest is composed from, read from the store by the pipeline.</summary>
public sealed record DigestInput
{
    public required Edition Edition { get; init; }

    public required DueDigest Due { get; init; }

    /// <summary>See <see cref="Schedule.Window"/>.</summary>
    public required Window Window { get; init; }

    /// <summary>The stories that changed in the window or shortly before it; more do no harm.</summary>
    public required IReadOnlyList<Story> Stories { get; init; }

    public IReadOnlyDictionary<StoryId, IReadOnlyList<FigureRow>> Figures { get; init; } = new Dictionary<StoryId, IReadOnlyList<FigureRow>>();

    /// <summary>The edition's recent digests, in any order: what readers know already. Two weeks are enough for "day 9" and for corrections.</summary>
    public IReadOnlyList<Digest> Previous { get; init; } = [];

    public IReadOnlyList<CountryActivity> Activity { get; init; } = [];

    public required FeedSummary Feeds { get; init; }

    /// <summary>The address of the digest's page; null if it is not served.</summary>
    public Uri? Page { get; init; }
}

/// <summary>How much was written about a country.</summary>
/// <param name="Days">Articles on each of the 14 days before the window; fewer if the archive is younger.</param>
public sealed record CountryActivity(string Country, IReadOnlyList<int> Days);

/// <summary>The state of the feeds.</summary>
/// <param name="Total">Feeds on the list.</param>
/// <param name="LastPoll">When feeds were last polled; null if never.</param>
public sealed record FeedSummary(int Total, DateTimeOffset? LastPoll, IReadOnlyList<FeedTrouble> Troubles);

/// <summary>A feed without news.</summary>
/// <param name="Source">The outlet's name as readers see it.</param>
/// <param name="Since">When it last had something; null if never.</param>
/// <param name="Reason">The fetch's reason code, for failing and blocked feeds.</param>
public sealed record FeedTrouble(string Source, FeedCondition Condition, DateTimeOffset? Since, string? Reason = null);

public enum FeedCondition
{
    /// <summary>Cannot be read: no answer, an error, no feed.</summary>
    Failing,

    /// <summary>Responds, but blocks us.</summary>
    Blocked,

    /// <summary>Can be read, but has had nothing new for much longer than usual.</summary>
    Silent,
}
