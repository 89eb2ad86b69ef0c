namespace SahelWatch.Stories.Figures;

/// <summary>A number of people as one sentence states it, with what speaks for and against its being the figure of the article's event.</summary>
/// <param name="Kind">Index into <see cref="FigureTerms.Kinds"/>.</param>
/// <param name="At">The item that holds the number; where there is none, the word that says so.</param>
internal sealed record Claim(int Kind, int At, int Predicate, Count Count)
{
    /// <summary>Fighters of an armed group, whom the press counts apart.</summary>
    public bool IsOfFighters { get; init; }

    /// <summary>Of another event, a part of the figure, an addition to it, or what it was before.</summary>
    public bool IsAside { get; init; }

    /// <summary>Stated as the whole: "the death toll rose to 23".</summary>
    public bool IsTotal { get; init; }

    public string? Source { get; init; }

    public string Quote { get; init; } = "";

    /// <summary>0 for the title, then by sentence.</summary>
    public int Sentence { get; init; }
}
