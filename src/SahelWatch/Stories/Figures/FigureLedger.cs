using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures;

/// <summary>
/// Lays the figures of a story's reports side by side, for a digest: what stands now, and whether the others agree, were overtaken or contradict it.
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
    /// Every report's own figure, oldest first, and the one that it sets against it; a copy makes no claim of its own. Fighters are no victims: an army's
    /// "20 terrorists neutralised" is no toll, and says nothing against 13 dead civilians.
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
        var live = kind == "missing" ? [Newest(claims)] : Live([.. claims.GroupBy(c => FigureSide.Of(c.By)).Select(side => side.Key.Latest([.. side]))]);
        if (live.Exists(c => !IsTakenBack(c, claims)))
            live.RemoveAll(c => IsTakenBack(c, claims));
        var stands = live.MaxBy(c => (c.Value, c.Qualifier == "exactly", c.At))!;
        stands = claims.LastOrDefault(c => c.Qualifier == "exactly" && c.AgreesWith(stands)) ?? stands;
        claims = claims.FindAll(c => !IsLate(c, stands, live, claims));
        IReadOnlyList<FigureClaim> ordered = [stands, .. claims.Where(c => c != stands).OrderByDescending(live.Contains).ThenByDescending(c => c.At)];
        var standing = live.Exists(c => !c.AgreesWith(stands)) ? "disputed" : claims.Exists(c => !c.AgreesWith(stands)) ? "revised" : "agreed";
        return new(kind, standing, ordered);
    }

    /// <summary>Whether a later report corrects the figure, or the press repeats an official one that the same source has since changed.</summary>
    private static bool IsTakenBack(FigureClaim claim, List<FigureClaim> claims) => claims.Exists(c => c.Instead == claim.Value && c.At > claim.At) ||
        FigureSide.Of(claim.By) == FigureSide.Press && claims.Exists(was => FigureSide.Of(was.By) == FigureSide.Official && was.AgreesWith(claim)
            && claims.Exists(now => now.By == was.By && now.At > was.At && now.At > claim.At && !now.AgreesWith(claim)));

    /// <summary>The missing become fewer as they are found: the newest figure counts. A report that repeats an older one is late.</summary>
    private static FigureClaim Newest(List<FigureClaim> claims) => claims.GroupBy(c => c.Value).MaxBy(given => given.Min(c => c.At))!.Last();

    /// <summary>A lower press figure that comes after the standing one is late, or a part of it: "thirteen more bodies".</summary>
    private static bool IsLate(FigureClaim claim, FigureClaim stands, List<FigureClaim> live, List<FigureClaim> claims) =>
        FigureSide.Of(claim.By) == FigureSide.Press && claim.Value < stands.Value && !claim.AgreesWith(stands) && !live.Contains(claim)
            && claims.Exists(c => c.AgreesWith(stands) && c.At < claim.At);

    /// <summary>
    /// The sides' figures without those that a later report which sums up has overtaken. An official figure and one that a union, an NGO, witnesses or a
    /// group sets against it are two truths for as long as both stand by them.
    /// </summary>
    private static List<FigureClaim> Live(List<FigureClaim> latest) =>
        latest.FindAll(claim => latest.Exists(c => FigureSide.Of(c.By).Opposes(FigureSide.Of(claim.By)) && !c.AgreesWith(claim))
            || !latest.Exists(c => c.At > claim.At && c.Value > claim.Value && !c.AgreesWith(claim) && !FigureSide.Of(c.By).Opposes(FigureSide.Of(claim.By))));
}
