using SahelWatch.Domain;

namespace SahelWatch.Matching;

/// <summary>A verdict with everything that was found, in the article's order: what a person needs to see why.</summary>
public sealed record Explanation(Match Match, IReadOnlyList<Marking> Markings);

/// <summary>A word of the article that was evidence.</summary>
/// <param name="Field">title, summary or text.</param>
/// <param name="Start">In the field as written.</param>
/// <param name="Length">In the field as written.</param>
/// <param name="Sign">What it is evidence of.</param>
/// <param name="Note">For people: what it was taken for, and what that counts.</param>
public sealed record Marking(string Field, int Start, int Length, Sign Sign, string Note);

/// <summary>What a marked word is evidence of.</summary>
public enum Sign
{
    /// <summary>A name that counts.</summary>
    For,

    /// <summary>A name that was found to mean something else, or a word that speaks against one.</summary>
    Against,

    /// <summary>A name that is known and not watched, or a word that helped to decide a doubtful name.</summary>
    Context,
}
