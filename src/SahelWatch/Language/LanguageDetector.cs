namespace SahelWatch.Language;

/// <summary>
/// Tells English, French and Arabic from each other and from everything else: Arabic by its script (and not Persian or Urdu by their extra letters),
/// the others by their function words, which no news text can do without (Grefenstette, "Comparing two language identification schemes", JADT 1995).
/// </summary>
public static class LanguageDetector
{
    public const string English = "en", French = "fr", Arabic = "ar", Other = "other";

    /// <summary>A language must lead the next by this many function words before the text overrules what the feed claims.</summary>
    private const int Lead = 2;

    private const int MaxWords = 400; // a few paragraphs are plenty

    /// <summary>Latin letters below this share of all letters: written in another script.</summary>
    private const double LatinShare = 0.5;

    /// <param name="claimed">BCP 47 as the feed or page says; decides where the text is too short to tell.</param>
    /// <returns>en, fr, ar or other.</returns>
    public static string Detect(string text, string? claimed) => Detect(text, [], [], claimed);

    /// <summary>The language of an article in parts, as of the lines of one text.</summary>
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
        if (best is null || (score - second < Lead && claim is not null and not Arabic))
            return claim is null or Arabic ? best ?? English : claim;
        return best is English or French ? best : Other;
    }

    /// <summary>en, fr, ar or other for a BCP 47 tag; null where there is none.</summary>
    private static string? Primary(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
            return null;
        var primary = tag.Trim().Split('-', '_')[0].ToLowerInvariant();
        return primary is English or French or Arabic ? primary : Other;
    }
}
