using SahelWatch.Domain;

namespace SahelWatch.Digests.Composing;

/// <summary>Chooses the figures that a story is told with, beside those that readers were told before.</summary>
internal static class StoryFigures
{
    private const int MostOthers = 3;

    /// <summary>
    /// What stands now, in every digest that tells of the story: a toll that is known does not vanish because it did not change. What readers were told before
    /// is said where it differs.
    /// </summary>
    /// <param name="shown">The report that the headline is from: where it gives the figure, it is named for it.</param>
    public static IReadOnlyList<DigestFigure> Of(IReadOnlyList<FigureRow> rows, Mailed? mailed, ArticleId shown) =>
        [.. from row in rows
            where row.Claims.Count > 0
            let stands = row.Claims.FirstOrDefault(c => c.Article == shown && Same(c, row.Claims[0])) ?? row.Claims[0]
            let told = mailed?.Story.Told.FirstOrDefault(t => t.Kind == row.Kind)
            let changed = told is not null && (told.Value != stands.Value || told.High != stands.High)
            let others = row.Claims.Where(c => !Same(c, stands) && !(changed && c.Value == told!.Value)).DistinctBy(c => (c.Value, c.High)).Take(MostOthers)
            select new DigestFigure(row.Kind, row.Standing, Clean(stands), [.. others.Select(Clean)], changed ? told : null)];

    /// <summary>What readers know once this digest is read.</summary>
    public static IReadOnlyList<ToldFigure> Told(IReadOnlyList<DigestFigure> figures, Mailed? mailed, DateOnly on) =>
        [.. figures.Select(f => new ToldFigure(f.Kind, f.Claim.Value, f.Claim.High, f.Claim.Qualifier, f.Claim.Article, on))
            .Concat(mailed?.Story.Told ?? []).DistinctBy(t => t.Kind)];

    /// <summary>The reports whose figure a later one took the place of: their headlines and sentences would tell it again.</summary>
    public static IReadOnlySet<ArticleId> Outdated(IReadOnlyList<FigureRow> rows) =>
        (from row in rows
         where row.Standing == "revised"
         from claim in row.Claims
         where claim.Value != row.Claims[0].Value
         select claim.Article).ToHashSet();

    private static bool Same(FigureClaim a, FigureClaim b) => a.Value == b.Value && a.High == b.High;

    private static FigureClaim Clean(FigureClaim claim) => claim with { Outlet = CleanText.Line(claim.Outlet, Wordings.LongestName) };
}
