using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>Checks that an ambiguous name is capitalised as names are: "chad" is a scrap of paper, "Aes" is not the alliance, "say" is a verb.</summary>
internal static class Capitals
{
    public static bool Allow(FieldReading field, PhraseHit<WatchedName> hit)
    {
        if (field.Style == WritingStyle.Flat || hit.Value.Name.IsPeople)
            return true;
        var (start, length) = field.Folded.Locate(hit.Start, hit.Length);
        var written = field.Folded.Original.AsSpan(start, length);
        if (!char.IsLower(written[0]) && !char.IsUpper(written[0]))
            return true; // a script without case
        if (hit.Value.IsAcronym)
            return IsUpper(written);
        return char.IsUpper(written[0]) && (!IsUpper(written) || IsDateline(field.Folded.Span[(hit.Start + hit.Length)..]));
    }

    /// <summary>Whether a range is in capitals where capitals are significant.</summary>
    public static bool AreUsed(FieldReading field, int start, int length)
    {
        var written = field.Folded.Locate(start, length);
        return field.Style != WritingStyle.Flat && IsUpper(field.Folded.Original.AsSpan(written.Start, written.Length));
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

    /// <summary>In a dateline, "GAO, Mali (AFP) -", a place may be in capitals; otherwise GAO is the Government Accountability Office.</summary>
    private static bool IsDateline(ReadOnlySpan<char> after) =>
        after.StartsWith(",") || after.StartsWith(" (") || after.StartsWith(" -") || after.StartsWith("/") || after.StartsWith(":") || after.StartsWith(".");
}
