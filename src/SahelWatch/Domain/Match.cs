namespace SahelWatch.Domain;

/// <summary>Why an article was kept or dropped: the verdict, what it is about, and the evidence.</summary>
public sealed record Match
{
    public required bool Relevant { get; init; }

    /// <summary>Sum of the evidence; relevant at or above the watchlist's threshold.</summary>
    public required double Score { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes of the watched countries the article is about (not merely names), strongest first.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>security, politics, diplomacy, humanitarian, economy, climate, health, migration, sport, culture; strongest first.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    public IReadOnlyList<Evidence> Why { get; init; } = [];

    /// <summary>Gazetteer ids named in the article (places, groups, institutions, peoples), most often first: what grouping compares.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];
}

/// <summary>One piece of evidence: a term as it stands in the text, where, which gazetteer entry it means, and what it counts.</summary>
/// <param name="Term">As written in the article.</param>
/// <param name="Field">title, summary or text.</param>
/// <param name="Place">Gazetteer id; null where the term is no gazetteer entry.</param>
/// <param name="Weight">Negative where the evidence speaks against the Sahel (naira beside "Niger").</param>
public sealed record Evidence(string Term, string Field, string? Place, double Weight);
