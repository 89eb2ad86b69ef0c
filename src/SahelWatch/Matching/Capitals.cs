using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching;

/// <summary>A doubtful name must be written as names are: "chad" is a scrap of paper, "Aes" no alliance, "say" a verb.</summary>
internal static class Capitals
{
    public static bool Allow(Reading reading, ArticleField field, PhraseHit<WatchedName> hit)
    {
        if (reading.Style(field) == WritingStyle.Flat || hit.Value.Name.IsPeople)
            return true;
        var (start, length) = reading[field].Locate(hit.Start, hit.Length);
        var written = reading[field].Original.AsSpan(start, length);
        if (!char.IsLower(written[0]) && !char.IsUpper(written[0]))
            return true; // a script without case
        if (hit.Value.IsAcronym)
            return IsUpper(written);
        return char.IsUpper(written[0]) && (!IsUpper(written) || IsDateline(reading[field].Span[(hit.Start + hit.Length)..]));
    }

    private static bool IsUpper(ReadOnlySpan<char> written)
    {
        foreach (var c in written)
        {
            if (char.IsLower(c))
                return false;
        }

        return true;
    }

    /// <summary>"GAO, Mali (AFP) -": a place in capitals where the rest is not, unlike GAO, the office of auditors.</summary>
    private static bool IsDateline(ReadOnlySpan<char> after) =>
        after.StartsWith(",") || after.StartsWith(" (") || after.StartsWith(" -") || after.StartsWith("/") || after.StartsWith(":") || after.StartsWith(".");
}
