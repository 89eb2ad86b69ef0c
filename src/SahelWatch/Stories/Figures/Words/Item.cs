namespace SahelWatch.Stories.Figures.Words;

/// <summary>A phrase, number, word or mark of a sentence.</summary>
internal sealed record Item(string Text, int Start, int End, Term Term, Count? Count = null)
{
    private static readonly Term Plain = new();

    public bool IsMark => !char.IsLetterOrDigit(Text[0]);

    /// <summary>Whether it ends a statement: a number does not apply to words beyond it.</summary>
    public bool IsStop => Text is ";" or ":" or ".";

    /// <summary>Whether it is a single word and not a phrase.</summary>
    public bool IsWord => !Text.Contains(' ', StringComparison.Ordinal);

    public bool IsAnd => Has(Cues.And);

    public bool Has(Cues cues) => (Term.Cues & cues) != 0;

    /// <summary>The same word read as a noun for things, without its meaning as a verb.</summary>
    public Item AsThing() => this with { Term = new Term { Cues = Term.Cues } };

    public static Item Of(FigureToken token) => new(token.Text, token.Start, token.End, Plain);
}

/// <summary>Enumerates items lazily, forwards or backwards from a position.</summary>
internal static class ItemRuns
{
    public static IEnumerable<Item> From(this IReadOnlyList<Item> items, int from)
    {
        for (var i = from; i < items.Count; i++)
            yield return items[i];
    }

    public static IEnumerable<Item> BackFrom(this IReadOnlyList<Item> items, int from)
    {
        for (var i = from; i >= 0; i--)
            yield return items[i];
    }
}

/// <summary>A number as the sentence gives it.</summary>
/// <param name="Form">Exact, About and Indefinite count people; the others only occupy the place of a number.</param>
internal sealed record Count(long Value, string Qualifier, long? High, NumberForm Form)
{
    public static Count One { get; } = new(1, "exactly", null, NumberForm.Indefinite);

    public bool IsNumber => Form is NumberForm.Exact or NumberForm.About or NumberForm.Indefinite;
}
