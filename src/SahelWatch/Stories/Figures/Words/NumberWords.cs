using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Figures.Words;

/// <summary>Reads a number written in digits, in words or in both: thirty-four, quatre-vingt-trois, واحد وأربعين, 31 ألف, une quinzaine.</summary>
internal static class NumberWords
{
    /// <summary>"dozens", "des centaines", "عشرات": an order of magnitude, not a number.</summary>
    private static readonly FrozenSet<string> Vague = Words(
        "dozens scores hundreds thousands tens millions several many numerous few countless multiple dizaines douzaines centaines milliers plusieurs nombreux nombreuses quelques maints "
        + "عشرات مئات الاف ملايين عديد عده بضعه العشرات المئات الالاف");

    /// <summary>Collective numbers are approximate unless a qualifier says otherwise ("at least a dozen").</summary>
    private static readonly FrozenSet<string> Collective = Words(
        "dozen dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine millier");

    private static readonly FrozenDictionary<string, int> Multiples =
        new Dictionary<string, int>
        { ["dizaines"] = 10, ["dizaine"] = 10, ["douzaines"] = 12, ["douzaine"] = 12, ["dozen"] = 12, ["centaines"] = 100, ["milliers"] = 1000 }.ToFrozenDictionary(StringComparer.Ordinal);

    private const long MostPeople = 100_000_000; // no event involves more people, so a larger number counts something else

    // Parts of numbers that mean something else on their own: "score" in sport, أحد "one of".
    private static readonly FrozenSet<string> NeverAlone = Words("score احدا واحد واحدا واحده احد احدي و");

    /// <summary>The number that begins at a token; null if none does.</summary>
    public static NumberWord? Read(IReadOnlyList<FigureToken> tokens, int at, string language)
    {
        var first = tokens[at];
        if (Vague.Contains(first.Text) && !(language == "en" && first.Text == "few" && at > 0 && tokens[at - 1].Text == "a"))
            return new(0, PastSize(tokens, at + 1, language), NumberForm.Vague);
        if (first.Decimals > 0)
            return Decimal(tokens, at, language);
        var form = NumberForm.Exact;
        var next = at;
        if (HalfDozen(tokens, at) is { } half)
            return half;
        if (IsIndefinite(first.Text, language))
        {
            if (at + 1 >= tokens.Count || !IsCollective(tokens[at + 1].Text, language))
                return new(1, at + 1, NumberForm.Indefinite);
            next++;
        }

        var sum = new NumberSum();
        while (next < tokens.Count)
        {
            var joined = next > at && IsAnd(tokens[next].Text) && next + 1 < tokens.Count;
            var token = tokens[joined ? next + 1 : next];
            if (ValueOf(token, language, sum.IsEmpty) is not { } value || !sum.TryAdd(value, token.Digits is not null, joined, language))
                break;
            if (Collective.Contains(token.Text))
                form = NumberForm.About;
            next += joined ? 2 : 1;
        }

        if (sum.IsEmpty || (next == at + 1 && NeverAlone.Contains(first.Text)))
            return null;
        if (sum.Value > MostPeople)
            return new(0, next, NumberForm.Identifier);
        if (next < tokens.Count && sum.Value is > 0 and < 100 && Multiples.TryGetValue(tokens[next].Text, out var size))
            return new(sum.Value * size, next + 1, NumberForm.About); // deux dizaines
        return new(sum.Value, next, first.Digits == -1 ? NumberForm.Identifier : form);
    }

    /// <summary>"several dozen", "quelques centaines": the order of magnitude is part of the vague number.</summary>
    private static int PastSize(IReadOnlyList<FigureToken> tokens, int next, string language) =>
        next < tokens.Count && (IsCollective(tokens[next].Text, language) || Vague.Contains(tokens[next].Text)) ? next + 1 : next;

    /// <summary>"1.3 million" is a count; any other decimal is not.</summary>
    private static NumberWord Decimal(IReadOnlyList<FigureToken> tokens, int at, string language)
    {
        if (tokens[at].Digits is >= 0 and var digits && at + 1 < tokens.Count
            && ValueOf(tokens[at + 1], language, false) is >= 1000 and <= 1_000_000_000 and var size)
        {
            var value = (decimal)digits * size / (long)Math.Pow(10, tokens[at].Decimals);
            return value <= MostPeople ? new((long)value, at + 2, NumberForm.Exact) : new(0, at + 2, NumberForm.Identifier);
        }

        return new(0, at + 1, NumberForm.Identifier);
    }

    private static NumberWord? HalfDozen(IReadOnlyList<FigureToken> tokens, int at)
    {
        if (tokens[at].Text is not ("half" or "une" or "demi"))
            return null;
        var words = string.Join(' ', tokens.Skip(at).Take(3).Select(t => t.Text));
        return words is "half a dozen" or "une demi douzaine" ? new(6, at + 3, NumberForm.About)
            : words.StartsWith("demi douzaine", StringComparison.Ordinal) ? new(6, at + 2, NumberForm.About) : null;
    }

    private static bool IsIndefinite(string word, string language) => language == "fr" ? word is "un" or "une" : language == "en" && word is "a" or "an";

    private static bool IsAnd(string word) => word is "and" or "et" or "و";

    private static bool IsCollective(string word, string language) => Collective.Contains(word) || (language == "en" && word is "hundred" or "thousand");

    /// <param name="first">Whether no number word precedes it: ألفا is two thousand on its own, but a thousand after twelve.</param>
    private static long? ValueOf(FigureToken token, string language, bool first)
    {
        if (token.Digits is { } digits)
            return digits;
        if (token.Text.StartsWith("بال", StringComparison.Ordinal))
            return null; // بالمئة
        if (token.Text is "الفان" or "الفين")
            return 2000; // its first letters are not the article
        if (token.Text == "الفا")
            return first ? 2000 : 1000;
        if (token.Text.Length > 2 && token.Text.StartsWith("ال", StringComparison.Ordinal)
            && Vocabulary.Shipped.NumberOf(token.Text.AsSpan(2), language) is not null)
            return null; // الاثنين is Monday
        return token.Text == "ال" ? null : Vocabulary.Shipped.NumberOf(token.Text, language);
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

/// <param name="Next">The token after the number.</param>
internal readonly record struct NumberWord(long Value, int Next, NumberForm Form);

internal enum NumberForm
{
    Exact,
    About,

    /// <summary>"dozens": not a number, but in the place of one.</summary>
    Vague,

    /// <summary>"a", "une": one, if a person follows.</summary>
    Indefinite,

    /// <summary>Digits that do not count people.</summary>
    Identifier,
}
