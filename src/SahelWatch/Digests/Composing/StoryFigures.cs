namespace SahelWatch.Digests.Composing;

/// <summary>Chooses the figures to show for a story, with those that readers were given before.</summary>
internal static class StoryFigures
{
    private const int MostOthers = 3;

    /// <summary>
    /// The current figures, in every digest that mentions the story: a known toll does not disappear because it is unchanged. What readers were told before
    /// is shown if it differs.
    /// </summary>
    /// <param name="shown">The report that the headline is from, which is named as the source if it gives the figure.</param>
    /// <param name="ofDisease">Whether the deaths are from disease or hunger.</param>
    public static IReadOnlyList<DigestFigure> Of(IReadOnlyList<FigureRow> rows, Mailed? mailed, ArticleId shown, bool ofDisease) =>
        [.. from row in rows
            where row.Claims.Count > 0
            let stands = row.Claims.FirstOrDefault(c => c.Article == shown && Same(c, row.Claims[0])) ?? row.Claims[0]
            let told = mailed?.Story.Told.FirstOrDefault(t => t.Kind == row.Kind)
            let contradicted = row.Standing == "disputed" && row.Claims.Any(c => c.Value == told?.Value) // it stands beside the new one: no revision
            let changed = told is not null && (told.Value != stands.Value || told.High != stands.High) && !contradicted
            let others = row.Claims.Where(c => !Same(c, stands) && !(changed && c.Value == told!.Value)).DistinctBy(c => (c.Value, c.High)).Take(MostOthers)
            select new DigestFigure(row.Kind, row.Standing, Clean(stands), [.. others.Select(Clean)], changed ? told : null) { OfDisease = ofDisease }];

    /// <summary>What readers know after this digest.</summary>
    public static IReadOnlyList<ToldFigure> Told(IReadOnlyList<DigestFigure> figures, Mailed? mailed, DateOnly on) =>
        [.. figures.Select(f => new ToldFigure(f.Kind, f.Claim.Value, f.Claim.High, f.Claim.Qualifier, f.Claim.Article, on))
            .Concat(mailed?.Story.Told ?? []).DistinctBy(t => t.Kind)];

    /// <summary>The reports whose figure has been superseded, and whose headlines and sentences would repeat it.</summary>
    public static IReadOnlySet<ArticleId> Outdated(IReadOnlyList<FigureRow> rows) =>
        (from row in rows
         where row.Standing == "revised"
         from claim in row.Claims
         where claim.Value != row.Claims[0].Value
         select claim.Article).ToHashSet();

    private static bool Same(FigureClaim a, FigureClaim b) => a.Value == b.Value && a.High == b.High;

    private static FigureClaim Clean(FigureClaim claim) => claim with { Outlet = CleanText.Line(claim.Outlet, Wordings.LongestName) };
}
