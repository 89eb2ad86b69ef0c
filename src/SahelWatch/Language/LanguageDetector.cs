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

    /// <param name="claimed">The BCP 47 tag that the feed or page declares; decides if the text is too short.</param>
    /// <returns>en, fr, ar or other.</returns>
    public static string Detect(string text, string? claimed) => Detect(text, [], [], claimed);

    /// <summary>The same for an article given in parts.</summary>
    public static string Detect(ReadOnlySpan<char> title, ReadOnlySpan<char> summary, ReadOnlySpan<char> text, string? claimed)
    {
        var script = ScriptCount.Of(title) + ScriptCount.Of(summary) + ScriptCount.Of(text);
        var claim = Primary(claimed);
        if (script.Letters == 0)
            return claim ?? Other;
        if (script.Arabic > script.Letters * (1 - LatinShare))
            return script.IsPersianOrUrdu ? Other : Arabic;
        if (script.Latin < script.Letters * LatinShare)
            return Other;

        var words = new FunctionWords.Count(MaxWords, stackalloc int[FunctionWords.LanguageCount], stackalloc char[FunctionWords.Longest + 1]);
        words.Add(title);
        words.Add(summary);
        words.Add(text);
        var (best, score, second) = words.Best();
        if (best is null && claim is null or Arabic && (IsSpacedAsFrench(title) || IsSpacedAsFrench(summary) || IsSpacedAsFrench(text)))
            return French;
        if (best is null || (score - second < Lead && claim is not null and not Arabic))
            return claim is null or Arabic ? best ?? English : claim;
        return best is English or French ? best : Other;
    }

    /// <summary>French puts a space before a colon, which identifies titles without function words: "Djado : onze orpailleurs morts".</summary>
    private static bool IsSpacedAsFrench(ReadOnlySpan<char> text) =>
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
