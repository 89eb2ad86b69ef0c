using SahelWatch.Gazetteer;

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
        if (!hit.Value.IsAcronym)
            return char.IsUpper(written[0]);
        foreach (var c in written)
        {
            if (char.IsLower(c))
                return false;
        }

        return true;
    }
}
