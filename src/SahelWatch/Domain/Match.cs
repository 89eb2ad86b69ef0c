namespace SahelWatch.Domain;

/// <summary>Whether an article is relevant, what it is about, and the evidence.</summary>
public sealed record Match
{
    public required bool Relevant { get; init; }

    /// <summary>Sum of the evidence; relevant at or above the watchlist's threshold.</summary>
    public required double Score { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes of the watched countries that the article is about (not merely mentions), strongest first.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Of the watchlist (<see cref="ThemeNames"/>), strongest first.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    public IReadOnlyList<Evidence> Why { get; init; } = [];

    /// <summary>Gazetteer ids mentioned in the article (places, groups, institutions, peoples), most frequent first; used by grouping.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];
}

/// <summary>A piece of evidence: a term in the text and its weight.</summary>
/// <param name="Term">As written in the article.</param>
/// <param name="Field">title, summary or text.</param>
/// <param name="Place">Gazetteer id; null if the term is not a gazetteer entry.</param>
/// <param name="Weight">Negative for evidence against the Sahel (naira beside "Niger").</param>
public sealed record Evidence(string Term, string Field, string? Place, double Weight);
