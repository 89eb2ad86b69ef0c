using SahelWatch.Outlets;

namespace SahelWatch.Digests.Composing;

/// <summary>Determines the origins of a story's reports, so that twelve copies of one text do not look like twelve sources.</summary>
internal static class Origins
{
    /// <summary>Distinct origins: texts that credit the same agency, or are by the same outlet, share one.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Report> reports) =>
        [.. reports.GroupBy(News.TextOf).Select(OriginOf).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The number of distinct owners of the reporting outlets.</summary>
    public static int Owners(IReadOnlyList<Report> reports) => reports.Select(OwnerOf).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    /// <param name="told">The reports that were mentioned before; null on a story's first day.</param>
    public static Lineage LineageOf(IReadOnlyList<Report> reports, IReadOnlySet<ArticleId>? told)
    {
        var most = reports.GroupBy(News.TextOf).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Value, StringComparer.Ordinal).First();
        return new Lineage(
            reports.Count,
            told is null ? reports.Count : reports.Count(r => !told.Contains(r.Article)),
            reports.Select(r => r.Language).Distinct().Count(),
            reports.Select(r => r.Source).Distinct().Count(),
            most.Count(),
            most.Select(r => r.Agency).FirstOrDefault(a => a is not null) is { } agency ? CleanText.Line(agency, Wordings.LongestName) : null,
            Of(reports).Count(o => !string.Equals(o, OriginOf(most), StringComparison.OrdinalIgnoreCase)));
    }

    private static string OriginOf(IGrouping<ArticleId, Report> text) =>
        text.Select(r => r.Agency).FirstOrDefault(a => a is not null) ?? OwnerOf(text.FirstOrDefault(r => r.CopyOf is null) ?? text.First());

    private static string OwnerOf(Report report) => OutletTable.Shipped.OwnerOf(report.Url, report.Source);
}
