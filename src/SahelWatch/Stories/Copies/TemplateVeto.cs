using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Two issues of one bulletin (prices, river levels) share their sentences and differ in what they say: in their figures and dates. Copies share those too,
/// for an editor who cuts a text does not change its numbers. Issues of a bulletin are published days apart, copies within hours.
/// </summary>
internal static class TemplateVeto
{
    private const int MinNumbers = 4; // fewer tell nothing: a site's own lines have some
    private const double SharedDaysApart = 0.6; // of the text that has fewer; issues of one bulletin share a year, a count of stations, a threshold
    private const double SharedAtOnce = 0.35; // the same day numbers differ in copies too ("4 p.m." and "16:00"), but not most of them
    private const double Verbatim = 0.9; // what is the same to this degree is the same text, whatever a site put around it
    private static readonly TimeSpan Apart = TimeSpan.FromDays(2);

    public static bool Speaks(IndexedArticle a, IndexedArticle b, double containment)
    {
        var fewer = Math.Min(a.Numbers.Length, b.Numbers.Length);
        if (containment >= Verbatim || fewer < MinNumbers)
            return false;
        var daysApart = a.Published is { } pa && b.Published is { } pb && (pa - pb).Duration() >= Apart;
        return Shingles.Shared(a.Numbers, b.Numbers) < (daysApart ? SharedDaysApart : SharedAtOnce) * fewer;
    }
}
