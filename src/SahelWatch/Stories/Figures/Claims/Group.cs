using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>A phrase that names people and says how many: "at least 15 soldiers", "the mayor", "ثلاثة آخرين".</summary>
/// <param name="At">The item that holds the number; if there is none, the noun.</param>
internal sealed record Group(int First, int At, int Last, Count Count, Who Who)
{
    /// <summary>Its place among the groups of the sentence.</summary>
    public required int Index { get; init; }

    /// <summary>Named without a number: "a driver", "the mayor".</summary>
    public bool IsSingle { get; init; }

    /// <summary>An unlisted noun ("the warden"), taken for a person next to a verb used only of people.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Counted in addition to those before: "two others", "four more".</summary>
    public bool IsFurther { get; init; }

    /// <summary>A part of the people named before or after: "two of them women", "including nine children".</summary>
    public bool IsPart { get; init; }
}

/// <summary>What people a group consists of, which decides whether its number is a toll.</summary>
internal enum Who
{
    People,

    /// <summary>Members of an armed group, whom the press counts separately.</summary>
    Fighters,

    /// <summary>The family of a speaker: "my two sons".</summary>
    Kin,

    /// <summary>In medical care, for whatever reason.</summary>
    Patients,
}
