namespace SahelWatch.Language;

/// <summary>
/// Distinguishes English, French and Arabic from each other and from all other languages: Arabic by its script (and from Persian and Urdu by their extra
/// letters), the others by their function words (Grefenstette, "Comparing two language identification schemes", JADT 1995).
/// </summary>
public static class LanguageDetector
{
    public const string English = "en", French = "fr", Arabic = "ar", Other = "other";

    /// <summary>A language must lead the next by this many function words to overrule what the feed declares.</summary>
    private const int Lead = 2;

    private const int MaxWords = 400; // a few paragraphs are enough

    /// <summary>A text with a lower share of Latin letters is in another script.</summary>
    private const double LatinShare = 0.5;

    /// <summary>A foreign name may bring such a letter into an Arabic text; in Persian or Urdu, about one letter in ten is one.</summary>
    private const double PersianOrUrduShare = 0.025;

    private const string PersianAndUrduLetters = "پچژگٹڈڑںےۀۇە";

    /// <param name="claimed">The BCP 47 tag that the feed or page declares; decides if the text is too short.</param>
    /// <returns>en, fr, ar or other.</returns>
    public static string Detect(string text, string? claimed)
    {
        var claim = Primary(claimed);
        var (letters, latin, arabic, foreign) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            latin += c < '\u0250' ? 1 : 0;
            arabic += c is >= '\u0600' and <= '\u06FF' or >= '\uFB50' and <= '\uFEFC' ? 1 : 0;
            foreign += PersianAndUrduLetters.Contains(c, StringComparison.Ordinal) ? 1 : 0;
        }

        if (letters == 0)
            return claim ?? Other;
        if (arabic > letters * (1 - LatinShare))
            return foreign > arabic * PersianOrUrduShare ? Other : Arabic;
        if (latin < letters * LatinShare)
            return Other;

        var counts = FunctionWords.Count(text, MaxWords);
        var best = counts is [var first, ..] ? first.Key : null;
        if (best is null && claim is null or Arabic && IsSpacedAsFrench(text))
            return French;
        if (best is null || (counts[0].Value - (counts is [_, var second, ..] ? second.Value : 0) < Lead && claim is not null and not Arabic))
            return claim is null or Arabic ? best ?? English : claim;
        return best is English or French ? best : Other;
    }

    /// <summary>French puts a space before a colon, which identifies titles without function words: "Djado : onze orpailleurs morts".</summary>
    private static bool IsSpacedAsFrench(string text) =>
        text.Contains(" : ", StringComparison.Ordinal) || text.Contains("\u00A0: ", StringComparison.Ordinal) || text.Contains("\u202F: ", StringComparison.Ordinal);

    /// <summary>en, fr, ar or other for a BCP 47 tag; null if there is none.</summary>
    private static string? Primary(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
            return null;
        var primary = tag.Trim().Split('-', '_')[0].ToLowerInvariant();
        return primary is English or French or Arabic ? primary : Other;
    }
}
