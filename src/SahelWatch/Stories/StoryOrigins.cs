namespace SahelWatch.Stories;

/// <summary>A text of a story: its original report and its reprints, by date.</summary>
/// <param name="Agency">The credited agency; null if none is.</param>
public sealed record TextOrigin(Report Origin, IReadOnlyList<Report> Carriers, string? Agency);

/// <summary>Determines the texts of a story and the origin of each.</summary>
public static class StoryOrigins
{
    /// <summary>
    /// The story's texts, the most reprinted first. The origin of a text is the outlet it credits if that outlet carries it, else the earliest report that
    /// credits an agency, else the earliest report.
    /// </summary>
    public static IReadOnlyList<TextOrigin> Of(Story story) =>
    [
        .. story.Reports.GroupBy(r => r.CopyOf ?? r.Article).Select(Origin)
            .OrderByDescending(t => t.Carriers.Count).ThenBy(t => t.Origin.Date).ThenBy(t => t.Origin.Article.Value, StringComparer.Ordinal),
    ];

    /// <summary>"11 copies of one AFP text, 2 independent reports".</summary>
    public static string Describe(Story story)
    {
        var texts = Of(story);
        var reprinted = texts.Where(t => t.Carriers.Count > 0)
            .Select(t => $"{Count(t.Carriers.Count, "copy", "copies")} of one {t.Agency ?? t.Origin.Source} text").ToList();
        var own = texts.Count(t => t.Carriers.Count == 0);
        if (own > 0)
            reprinted.Add(Count(own, "independent report", "independent reports"));
        return string.Join(", ", reprinted);
    }

    private static TextOrigin Origin(IGrouping<ArticleId, Report> text)
    {
        var reports = text.OrderBy(r => r.Date).ThenBy(r => r.Article.Value, StringComparer.Ordinal).ToList();
        var agency = reports.Select(r => r.Agency).FirstOrDefault(a => a is not null);
        var origin = reports.Find(r => string.Equals(r.Source, agency, StringComparison.OrdinalIgnoreCase))
            ?? reports.Find(r => r.Agency is not null) ?? reports[0];
        return new TextOrigin(origin, [.. reports.Where(r => r != origin)], agency);
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
