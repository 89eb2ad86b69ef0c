namespace SahelWatch.Matching;

/// <summary>A verdict with all the evidence, in the order of the text.</summary>
public sealed record Explanation(Match Match, IReadOnlyList<Marking> Markings);

/// <summary>A word of the text that is evidence.</summary>
/// <param name="Start">In the text as written.</param>
/// <param name="Length">In the text as written.</param>
/// <param name="Sign">What it is evidence of.</param>
/// <param name="Note">What it was taken for and its weight, for display.</param>
public sealed record Marking(int Start, int Length, Sign Sign, string Note);

/// <summary>What a marked word is evidence of.</summary>
public enum Sign
{
    /// <summary>A name that counts.</summary>
    For,

    /// <summary>A name that means something else, or a word that is evidence against a name.</summary>
    Against,

    /// <summary>A name that is known but not watched, or a word that helped to disambiguate a name.</summary>
    Context,
}
