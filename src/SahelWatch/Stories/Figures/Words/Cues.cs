namespace SahelWatch.Stories.Figures.Words;

/// <summary>How a phrase affects a number near it; named as in <c>Stories/Data/figures.yaml</c>, which explains each.</summary>
[Flags]
internal enum Cues : long
{
    None = 0,
    Fighter = 1L << 0,
    Person = 1L << 1,
    Kin = 1L << 2,
    Unit = 1L << 3,
    Patient = 1L << 4,
    Month = 1L << 5,
    Numbered = 1L << 6,
    AtLeast = 1L << 7,
    AtMost = 1L << 8,
    About = 1L << 9,
    AtLeastAfter = 1L << 10,
    AboutAfter = 1L << 11,
    To = 1L << 12,
    Partial = 1L << 13,
    PartOf = 1L << 14,
    Further = 1L << 15,
    Former = 1L << 16,
    FormerAfter = 1L << 17,
    Past = 1L << 18,
    PastAfter = 1L << 19,
    Old = 1L << 20,
    Since = 1L << 21,
    SinceYear = 1L << 22,
    Lasting = 1L << 23,
    Ranked = 1L << 24,
    Nobody = 1L << 25,
    Deny = 1L << 26,
    DenyBefore = 1L << 27,
    Hoax = 1L << 28,
    Unreal = 1L << 29,
    If = 1L << 30,
    Preposition = 1L << 31,
    Opener = 1L << 32,
    Contrast = 1L << 33,
    And = 1L << 34,
    Says = 1L << 35,
    Incident = 1L << 36,
    Care = 1L << 37,
    Loses = 1L << 38,
    LongTime = 1L << 39,
    Weekday = 1L << 40,
    Determiner = 1L << 41,
    Plural = 1L << 42,
    Auxiliary = 1L << 43,
    Instead = 1L << 44,
    Freed = 1L << 45,
    Locative = 1L << 46,
    Generic = 1L << 47,
    Captive = 1L << 48,
    Personal = 1L << 49,
    Pair = 1L << 50,
    Counter = 1L << 51,
    Disease = 1L << 52,
    Survives = 1L << 53,
    Casualty = 1L << 54,
    Arrival = 1L << 55,
    Refugee = 1L << 56,
    Neutralises = 1L << 57,
    Settled = 1L << 58,
    Restates = 1L << 59,
    Facility = 1L << 60,
}

/// <summary>Where the people that a word counts are named, relative to the word.</summary>
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

    /// <summary>Further away, after "to" or "at": "the death toll in the floods rose to 23".</summary>
    Toll = 8,
}

/// <summary>What a phrase means, whatever its context.</summary>
internal sealed class Term
{
    public Cues Cues { get; set; }

    /// <summary>In the order of <see cref="FigureTerms.Kinds"/>.</summary>
    public Places[] Places { get; } = new Places[FigureTerms.Kinds.Count];

    /// <summary>The source that it names, if any: see <see cref="Domain.Figure.Source"/>.</summary>
    public string? Source { get; set; }

    public bool IsPredicate => Array.Exists(Places, p => (p & ~Words.Places.Toll) != 0);

    public bool IsCounted => Array.Exists(Places, p => (p & Words.Places.Counted) != 0);
}
