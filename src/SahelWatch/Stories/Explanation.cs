using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories;

/// <summary>Explains why an article was assigned to its story.</summary>
internal static class Explanation
{
    private const int MaxNamed = 4;

    public static string OfCopy(IndexedArticle representative, double containment) =>
        string.Create(CultureInfo.InvariantCulture, $"reprints {representative.Source}: {containment * 100:F0} % of the shorter text");

    public static string OfEvent(IndexedArticle article, IndexedArticle nearest, double similarity, EntrySet entries)
    {
        var named = article.Places.Intersect(nearest.Places).Take(MaxNamed).Select(id => entries.Name(id, "en")).ToList();
        var days = (article.Date - nearest.Date).Duration().TotalDays;
        var apart = article.Published is null || nearest.Published is null
            ? "no date"
            : days < 1 ? "the same day" : days < 1.5 ? "a day apart" : string.Create(CultureInfo.InvariantCulture, $"{days:F0} days apart");
        var places = named.Count > 0 ? ", both name " + string.Join(", ", named) : "";
        return string.Create(CultureInfo.InvariantCulture, $"as {nearest.Source} reports{places}, {apart}; {similarity:F1} times the likeness asked for");
    }
}
