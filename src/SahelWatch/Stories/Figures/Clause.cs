using SahelWatch.Language;

namespace SahelWatch.Stories.Figures;

/// <summary>A phrase, number, word or mark of a sentence.</summary>
internal sealed record Item(string Text, int Start, int End, Term Term, Count? Count = null)
{
    private static readonly Term Plain = new();

    public bool IsMark => !char.IsLetterOrDigit(Text[0]);

    /// <summary>Ends what a number can belong to.</summary>
    public bool IsStop => Text is ";" or ":" or "(" or ".";

    public bool Has(Cues cues) => (Term.Cues & cues) != 0;

    public static Item Of(FigureToken token) => new(token.Text, token.Start, token.End, Plain);
}

/// <summary>A number as the sentence gives it.</summary>
/// <param name="Form">Exact or About count people; the rest only take a number's place.</param>
internal sealed record Count(long Value, string Qualifier, long? High, NumberForm Form)
{
    public bool IsNumber => Form is NumberForm.Exact or NumberForm.About or NumberForm.Indefinite;
}

/// <summary>A sentence as a list of items: numbers with their qualifiers, the phrases that mean something, single words and marks.</summary>
internal static class Clause
{
    public static List<Item> Read(string sentence, string language)
    {
        var tokens = FigureLexer.Read(sentence);
        var items = new List<Item>();
        for (var i = 0; i < tokens.Count;)
        {
            var (phrase, next) = Phrase(tokens, i, language);
            if (phrase is not null && next > i + 1)
                items.Add(phrase);
            else if (!tokens[i].IsMark && NumberWords.Read(tokens, i, language) is { } number)
            {
                next = number.Next;
                items.Add(new(tokens[i].Text, tokens[i].Start, tokens[next - 1].End, new Term(), new(number.Value, number.Form == NumberForm.About ? "about" : "exactly", null, number.Form)));
            }
            else if (language == "ar" && Dual(tokens[i]) is { } dual)
            {
                items.AddRange(dual);
                next = i + 1;
            }
            else
                items.Add(phrase ?? Item.Of(tokens[i]));
            i = next;
        }

        return Numbers.Qualify(items, language);
    }

    /// <summary>The longest phrase that begins at a token, and the token after it.</summary>
    private static (Item? Phrase, int Next) Phrase(List<FigureToken> tokens, int at, string language)
    {
        if (tokens[at].IsMark)
            return (null, at + 1);
        var end = Math.Min(tokens.Count, at + FigureTerms.All.LongestPhrase);
        for (var next = end; next > at; next--)
        {
            var rest = string.Join(' ', tokens.Skip(at + 1).Take(next - at - 1).Select(t => t.Text).Prepend(""));
            if (Find(tokens[at].Text, rest, language) is { } term)
                return (new(tokens[at].Text + rest, tokens[at].Start, tokens[next - 1].End, term), next);
        }

        return (null, at + 1);
    }

    private static Term? Find(string first, string rest, string language)
    {
        if (FigureTerms.All.Find(first + rest, language) is { } term)
            return term;
        if (language != "ar")
            return null;
        Span<ArabicPrefixes.Reading> readings = stackalloc ArabicPrefixes.Reading[ArabicPrefixes.MaxReadings];
        foreach (var reading in readings[..ArabicPrefixes.Read(first, readings)])
        {
            if (reading.Length > 0 && reading.Length < first.Length - 1 && FigureTerms.All.Find(first[reading.Length..] + rest, language) is { } bare)
                return bare;
        }

        return null;
    }

    private static Item[]? Dual(FigureToken token)
    {
        var word = token.Text;
        var term = FigureTerms.All.FindDual(word)
            ?? (word.Length > 4 && word[0] is 'و' or 'ف' or 'ب' or 'ل' ? FigureTerms.All.FindDual(word[1..]) : null)
            ?? (word.StartsWith("ال", StringComparison.Ordinal) ? FigureTerms.All.FindDual(word[2..]) : null);
        return term is null ? null
            : [new(word, token.Start, token.End, new Term(), new(2, "exactly", null, NumberForm.Exact)), new(word, token.Start, token.End, term)];
    }
}
