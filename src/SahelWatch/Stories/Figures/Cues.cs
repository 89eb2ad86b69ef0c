namespace SahelWatch.Stories.Figures;

/// <summary>What a phrase does to a number near it; the names are those of <c>Stories/Data/figures.yaml</c>.</summary>
[Flags]
internal enum Cues
{
    None = 0,
    Fighter = 1 << 0,
    Person = 1 << 1,
    Unit = 1 << 2,
    Month = 1 << 3,
    Numbered = 1 << 4,
    AtLeast = 1 << 5,
    AtMost = 1 << 6,
    About = 1 << 7,
    AtLeastAfter = 1 << 8,
    AboutAfter = 1 << 9,
    To = 1 << 10,
    Partial = 1 << 11,
    Further = 1 << 12,
    Former = 1 << 13,
    Past = 1 << 14,
    PastAfter = 1 << 15,
    SinceYear = 1 << 16,
    Nobody = 1 << 17,
    Barrier = 1 << 18,
    Contrast = 1 << 19,
    Says = 1 << 20,
    Incident = 1 << 21,
}

/// <summary>Where the people stand whom a word counts.</summary>
[Flags]
internal enum Places
{
    None = 0,

    /// <summary>Right before it: "15 dead".</summary>
    Counted = 1,

    /// <summary>The subject before it: "15 people, two of them women, were killed".</summary>
    Undergone = 2,

    /// <summary>The object after it: "killing 15".</summary>
    Done = 4,

    /// <summary>Farther off, behind "to" or "at": "the death toll in the floods rose to 23".</summary>
    Toll = 8,
}

/// <summary>What a phrase means wherever it stands.</summary>
internal sealed class Term
{
    public Cues Cues { get; set; }

    /// <summary>By the order of <see cref="FigureTerms.Kinds"/>.</summary>
    public Places[] Places { get; } = new Places[FigureTerms.Kinds.Count];

    /// <summary>Who it is that may say something: see <see cref="Domain.Figure.Source"/>.</summary>
    public string? Source { get; set; }

    public bool IsPredicate => Array.Exists(Places, p => (p & ~Figures.Places.Toll) != 0);
}
