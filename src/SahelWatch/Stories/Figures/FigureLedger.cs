using SahelWatch.Domain;

namespace SahelWatch.Stories.Figures;

/// <summary>Lays the figures of a story's reports side by side, for a digest: what stands now, and whether the others agree, were overtaken or contradict it.</summary>
public static class FigureLedger
{
    /// <summary>Reports this far apart may be of different days: a higher figure later takes the place of a lower one. Nearer than that, and from another source, it contradicts.</summary>
    private const double Agreement = 0.1; // about 40 and 39 agree

    /// <summary>A row for every kind that a report gives, killed first.</summary>
    public static IReadOnlyList<FigureRow> From(Story story) =>
        [.. from kind in FigureTerms.Kinds
            let claims = Claims(story, kind)
            where claims.Count > 0
            select Row(kind, claims)];

    /// <summary>The own figure of every report, oldest first; a copy makes no claim of its own.</summary>
    private static List<FigureClaim> Claims(Story story, string kind) =>
        [.. from report in story.Reports
            where report.CopyOf is null
            orderby report.Date, report.Article.Value
            from figure in report.Figures.Where(f => f.Kind == kind && f.Value > 0).Take(2)
            select new FigureClaim(figure.Value, figure.Qualifier, figure.High, figure.Source, report.Source, report.Article, report.Date)];

    private static FigureRow Row(string kind, List<FigureClaim> claims)
    {
        var latest = claims.GroupBy(c => c.Article).Last().First();
        var stands = claims.Where(c => Agrees(c, latest)).MaxBy(c => (c.Qualifier == "exactly", c.At))!;
        IReadOnlyList<FigureClaim> ordered = [stands, .. claims.Where(c => c != stands).OrderByDescending(c => c.At)];
        var others = claims.Where(c => !Agrees(c, stands)).ToList();
        return new(kind, others.Count == 0 ? "agreed" : others.TrueForAll(c => IsOvertaken(c, stands, claims)) ? "revised" : "disputed", ordered);
    }

    /// <summary>Whether a claim was lower, came before every claim of the standing figure, and comes from the same side or from nobody in particular.</summary>
    private static bool IsOvertaken(FigureClaim claim, FigureClaim stands, List<FigureClaim> claims) =>
        claim.Article != stands.Article && claim.Value < stands.Value && claims.TrueForAll(c => !Agrees(c, stands) || c.At > claim.At) && !Opposed(claim.By, stands.By);

    /// <summary>An official figure and one that a union, an NGO, witnesses or a group sets against it are two truths, whichever came first.</summary>
    private static bool Opposed(string? one, string? other) => one is not null && other is not null && IsOfficial(one) != IsOfficial(other) && (IsParty(one) || IsParty(other));

    private static bool IsOfficial(string source) => source is "army" or "government";

    private static bool IsParty(string source) => source is "union" or "ngo" or "group" or "witnesses";

    private static bool Agrees(FigureClaim a, FigureClaim b)
    {
        if (a.Value == b.Value)
            return true;
        if ((a.High ?? a.Value) >= b.Value && (b.High ?? b.Value) >= a.Value)
            return true;
        return (a.Qualifier == "about" || b.Qualifier == "about") && Math.Abs(a.Value - b.Value) <= Math.Max(a.Value, b.Value) * Agreement;
    }
}
