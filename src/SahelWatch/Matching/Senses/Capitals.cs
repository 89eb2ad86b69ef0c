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
        var written = field.Written(hit.Start, hit.Length);
        if (!char.IsLower(written[0]) && !char.IsUpper(written[0]))
            return true; // a script without case
        if (hit.Value.IsAcronym)
            return IsUpper(written);
        return char.IsUpper(written[0]) && (!IsUpper(written) || IsDateline(field.Folded.Span[(hit.Start + hit.Length)..]));
    }

    /// <summary>Whether a range is in capitals where capitals are significant.</summary>
    public static bool AreUsed(FieldReading field, int start, int length) => field.Style != WritingStyle.Flat && IsUpper(field.Written(start, length));

    private static bool IsUpper(string written) => !written.Any(char.IsLower);

    /// <summary>In a dateline, "GAO, Mali (AFP) -", a place may be in capitals; otherwise GAO is the Government Accountability Office.</summary>
    private static bool IsDateline(ReadOnlySpan<char> after) =>
        after.StartsWith(",") || after.StartsWith(" (") || after.StartsWith(" -") || after.StartsWith("/") || after.StartsWith(":") || after.StartsWith(".");
}
