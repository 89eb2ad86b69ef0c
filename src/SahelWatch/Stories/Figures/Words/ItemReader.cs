using SahelWatch.Language;

namespace SahelWatch.Stories.Figures.Words;

/// <summary>Splits a sentence into items: numbers with their qualifiers, the phrases of <see cref="FigureTerms"/>, other words, and marks.</summary>
internal static class ItemReader
{
    private const int BetweenReach = 3; // items after "between" in which a form in ين is a plural, not a dual

    private static readonly string[] Pronouns = ["هما", "هم", "هن", "ها", "ه", "ا"];

    public static List<Item> Read(string sentence, string language)
    {
        var tokens = FigureLexer.Read(sentence);
        var items = new List<Item>(tokens.Count);
        for (var i = 0; i < tokens.Count;)
        {
            var (phrase, next) = Phrase(tokens, i, language);
            if (phrase is not null && next > i + 1)
                items.Add(phrase);
            else if (!tokens[i].IsMark && NumberWords.Read(tokens, i, language) is { } number)
            {
                next = number.Next;
                items.Add(new(tokens[i].Text, tokens[i].Start, tokens[next - 1].End, new Term(),
                    new(number.Value, number.Form == NumberForm.About ? "about" : "exactly", null, number.Form)));
            }
            else if (language == "ar" && DefiniteNumber(tokens, i) is { } owned)
            {
                next = i + owned.Next;
                items.Add(new(tokens[i].Text, tokens[i].Start, tokens[next - 1].End, new Term(), new(owned.Value, "exactly", null, NumberForm.Exact)));
            }
            else if (language == "ar" && Dual(tokens[i], items, i + 1 < tokens.Count ? tokens[i + 1].Text : "") is { } dual)
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
        var first = tokens[at].Text;
        (Item? Phrase, int Next) longest = (null, at);
        foreach (var prefix in language == "ar" ? PrefixLengths(first) : [0])
        {
            var words = first[prefix..];
            for (var next = at + 1; ; words = $"{words} {tokens[next++].Text}")
            {
                if (next > longest.Next && FigureTerms.All.Find(words, language) is { } term)
                    longest = (new(first[..prefix] + words, tokens[at].Start, tokens[next - 1].End, term), next);
                if (next == tokens.Count || !FigureTerms.All.GoesOn(words, language))
                    break;
            }
        }

        if (longest.Phrase is not null)
            return longest;
        return language == "ar" && WithoutPronoun(first) is { } owned ? (new(first, tokens[at].Start, tokens[at].End, owned), at + 1) : (null, at + 1);
    }

    private static IEnumerable<int> PrefixLengths(string word)
    {
        var readings = new ArabicPrefixes.Reading[ArabicPrefixes.MaxReadings];
        return readings.Take(ArabicPrefixes.Read(word, readings)).Select(reading => reading.Length).Where(length => length == 0 || length < word.Length - 1);
    }

    /// <summary>The term of a person with a possessive pronoun or the accusative ending: "وسائقه", "زوجته", "رجلا"; null if it is none.</summary>
    private static Term? WithoutPronoun(string word)
    {
        foreach (var pronoun in Pronouns)
        {
            if (word.Length < pronoun.Length + 2 || !word.EndsWith(pronoun, StringComparison.Ordinal))
                continue;
            var stem = word[..^pronoun.Length];
            if (pronoun == "ا" && FigureTerms.All.Find(stem, "ar") is { } plain && (plain.Cues & Cues.Person) != 0)
                return plain;
            if (stem[0] is 'و' or 'ب' or 'ل')
                stem = stem[1..];
            if ((FigureTerms.All.Find(stem, "ar") ?? (stem.EndsWith('ت') ? FigureTerms.All.Find(stem[..^1] + "ه", "ar") : null)) is { } term
                && (term.Cues & (Cues.Person | Cues.Kin)) != 0)
                return term;
        }

        return null;
    }

    /// <summary>A number with the article, which counts the definite noun before it: "وأطفالهما الثلاثة", "الركاب الأربعة عشر".</summary>
    private static NumberWord? DefiniteNumber(List<FigureToken> tokens, int at)
    {
        if (at == 0 || tokens[at].Text.Length < 5 || !tokens[at].Text.StartsWith("ال", StringComparison.Ordinal)
            || !(tokens[at - 1].Text.StartsWith("ال", StringComparison.Ordinal)
                || (tokens[at - 1].Text[0] == 'و' && Array.Exists(Pronouns[..^1], p => tokens[at - 1].Text.EndsWith(p, StringComparison.Ordinal)))))
            return null;
        List<FigureToken> words = [tokens[at] with { Text = tokens[at].Text[2..] }, .. tokens.Skip(at + 1).Take(1).Where(t => t.Text == "عشر")];
        return NumberWords.Read(words, 0, "ar") is { Form: NumberForm.Exact, Value: > 2 and < 100 } number ? number : null;
    }

    /// <summary>Splits a dual into the number two and its noun, and an attached "and" into an item of its own; null if the word is not a dual.</summary>
    private static List<Item>? Dual(FigureToken token, List<Item> before, string next)
    {
        if (before.Count > 0 && (before[^1].Count is { IsNumber: true } || before.TakeLast(BetweenReach).Any(i => i.Text == "بين")))
            return null; // "خمسة شرطيين", "بين رعاة ومزارعين": plurals
        var (term, prefix) = FigureTerms.All.FindDual(token.Text, next);
        if (term is null)
            return null;
        var word = token.Text[prefix..];
        List<Item> items = [new(word, token.Start, token.End, new Term(), new(2, "exactly", null, NumberForm.Exact)), new(word, token.Start, token.End, term)];
        if (prefix > 0 && token.Text[0] == 'و')
            items.Insert(0, new("و", token.Start, token.Start + 1, FigureTerms.All.Find("و", "ar")!));
        return items;
    }
}
