namespace SahelWatch.Stories;

/// <summary>
/// Two issues of one bulletin (prices, river levels) share their sentences and differ in what they say: in their figures and dates. Copies share those too,
/// for an editor who cuts a text does not change its numbers.
/// </summary>
internal static class TemplateVeto
{
    private const int MinNumbers = 3; // fewer tell nothing
    private const double SharedNumbers = 0.6; // of the text that has fewer; issues of one bulletin share a year, a count of stations, a threshold
    private const double Verbatim = 0.9; // what is the same to this degree is the same text, whatever a site put around it

    public static bool Speaks(IndexedArticle a, IndexedArticle b, double containment)
    {
        var fewer = Math.Min(a.Numbers.Length, b.Numbers.Length);
        return containment < Verbatim && fewer >= MinNumbers && Shingles.Shared(a.Numbers, b.Numbers) < SharedNumbers * fewer;
    }
}
