using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>A number of people stated in a sentence, with what helps to decide whether it is the figure of the article's event.</summary>
/// <param name="Kind">Index into <see cref="FigureTerms.Kinds"/>.</param>
/// <param name="At">The item that holds the number; if there is none, the noun.</param>
/// <param name="Predicate">The word that says what happened to them.</param>
internal sealed record Claim(int Kind, int At, int Predicate, Count Count)
{
    /// <summary>Counts members of an armed group, whom the press counts separately.</summary>
    public bool IsOfFighters { get; init; }

    /// <summary>To be added to the claim before it: "and two others died in hospital".</summary>
    public bool IsFurther { get; init; }

    /// <summary>Counts only a part of those affected: "two of the wounded died".</summary>
    public bool IsPart { get; init; }

    /// <summary>Stated as a total: "the death toll rose to 23".</summary>
    public bool IsTotal { get; init; }

    /// <summary>How far it is from being the article's own figure.</summary>
    public Rank Rank { get; init; }

    public string? Source { get; init; }

    /// <summary>See <see cref="Figure.Instead"/>.</summary>
    public int? Instead { get; init; }

    public string Quote { get; init; } = "";

    /// <summary>0 for the title, then by sentence.</summary>
    public int Sentence { get; init; }
}

/// <summary>Which claims take precedence if an article makes several, from first to last.</summary>
internal enum Rank
{
    Own,

    /// <summary>A part, an addition, or people who are only said to be in hospital.</summary>
    Partial,

    /// <summary>Since the start of an epidemic or a season.</summary>
    Since,
}
