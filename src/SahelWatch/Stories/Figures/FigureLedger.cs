using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures;

/// <summary>
/// Compares the figures of a story's reports for a digest: which one is current, and whether the others agree with it, were superseded or contradict it.
/// </summary>
public static class FigureLedger
{
    /// <summary>A row for every kind that a report gives, killed first.</summary>
    public static IReadOnlyList<FigureRow> From(Story story) =>
        [.. from kind in FigureTerms.Kinds
            let claims = Claims(story, kind)
            where claims.Count > 0
            select Row(kind, claims)];

    /// <summary>
    /// The main figure of each report, oldest first, and a second one that the report attributes to another source. Copies make no claims of their own, and
    /// fighters are not victims: an army's "20 terrorists neutralised" is not a toll and does not contradict 13 dead civilians.
    /// </summary>
    private static List<FigureClaim> Claims(Story story, string kind) =>
        [.. from report in story.Reports
            where report.CopyOf is null
            orderby report.Date, report.Article.Value
            let figures = report.Figures.Where(f => f.Kind == kind && f.Value > 0 && !f.OfFighters).ToList()
            from figure in figures.Where((f, i) => i == 0 || (i == 1 && f.Source is not null && f.Source != figures[0].Source))
            select new FigureClaim(figure.Value, figure.Qualifier, figure.High, figure.Source, report.Source, report.Article, report.Date)
            { Instead = figure.Instead }];

    private static FigureRow Row(string kind, List<FigureClaim> claims)
    {
        var upheld = claims.FindAll(c => !IsCorrected(c, claims)); // at least the last one
        var live = kind == "missing" ? [Newest(upheld)] : Live([.. upheld.GroupBy(c => FigureSide.Of(c.By)).Select(side => side.Key.Latest([.. side]))]);
        if (live.Exists(c => !IsRetracted(c, claims)))
            live.RemoveAll(c => IsRetracted(c, claims));
        // What those who did it boast of is told, but does not lead where anybody else has counted.
        var credible = live.Exists(c => c.By != "group") ? live.FindAll(c => c.By != "group") : live;
        var current = credible.MaxBy(c => (c.Value, c.Qualifier == "exactly", c.At))!;
        current = claims.LastOrDefault(c => c.Qualifier == "exactly" && c.AgreesWith(current)) ?? current;
        claims = claims.FindAll(c => !IsOutdated(c, current, live, claims));
        IReadOnlyList<FigureClaim> ordered = [current, .. claims.Where(c => c != current).OrderByDescending(live.Contains).ThenByDescending(c => c.At)];
        var standing = live.Exists(c => !c.AgreesWith(current)) ? "disputed" : claims.Exists(c => !c.AgreesWith(current)) ? "revised" : "agreed";
        return new(kind, standing, ordered);
    }

    /// <summary>Whether a later report names the figure and gives another in its place.</summary>
    private static bool IsCorrected(FigureClaim claim, List<FigureClaim> claims) => claims.Exists(c => c.Instead == claim.Value && c.At > claim.At);

    /// <summary>Whether it is a press report of an official figure that its source has since revised.</summary>
    private static bool IsRetracted(FigureClaim claim, List<FigureClaim> claims) =>
        FigureSide.Of(claim.By) == FigureSide.Press && claims.Exists(was => FigureSide.Of(was.By) == FigureSide.Official && was.AgreesWith(claim)
            && claims.Exists(now => now.By == was.By && now.At > was.At && now.At > claim.At && !now.AgreesWith(claim)));

    /// <summary>The missing become fewer as they are found, so the number that appeared last is current, even if an older one is repeated later.</summary>
    private static FigureClaim Newest(List<FigureClaim> claims) => claims.GroupBy(c => c.Value).MaxBy(given => given.Min(c => c.At))!.Last();

    /// <summary>Whether a lower press figure, reported after the current one, is only out of date or a part of it: "thirteen more bodies".</summary>
    private static bool IsOutdated(FigureClaim claim, FigureClaim current, List<FigureClaim> live, List<FigureClaim> claims) =>
        FigureSide.Of(claim.By) == FigureSide.Press && claim.Value < current.Value && !claim.AgreesWith(current) && !live.Contains(claim)
            && claims.Exists(c => c.AgreesWith(current) && c.At < claim.At);

    /// <summary>
    /// The sides' figures without those that a later, higher one has superseded. An official figure and one that a union, an NGO, witnesses or a group gives
    /// against it never supersede each other: both remain for as long as each side maintains its own.
    /// </summary>
    private static List<FigureClaim> Live(List<FigureClaim> latest) =>
        latest.FindAll(claim => latest.Exists(c => FigureSide.Of(c.By).Opposes(FigureSide.Of(claim.By)) && !c.AgreesWith(claim))
            || !latest.Exists(c => c.At > claim.At && c.Value > claim.Value && !c.AgreesWith(claim) && !FigureSide.Of(c.By).Opposes(FigureSide.Of(claim.By))));
}
