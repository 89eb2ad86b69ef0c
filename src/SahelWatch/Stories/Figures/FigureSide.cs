namespace SahelWatch.Stories.Figures;

/// <summary>Those who stand behind a figure, as far as it decides whether another figure revises theirs or contradicts it.</summary>
internal sealed record FigureSide(string Name)
{
    private const int Confirmed = 2; // outlets that must give a lower figure before it takes the place of a higher one: one may only be late

    public static readonly FigureSide Official = new("official");

    /// <summary>Reports that name nobody, and sources that take no side: a hospital, the police, the UN.</summary>
    public static readonly FigureSide Press = new("press");

    public static FigureSide Of(string? source) => source switch
    {
        "army" or "government" => Official,
        "union" or "ngo" or "witnesses" or "group" => new(source),
        _ => Press,
    };

    /// <summary>Whether the figures of two sides may contradict each other for good.</summary>
    public bool Opposes(FigureSide other) => (this == Official && IsParty(other)) || (other == Official && IsParty(this));

    /// <summary>
    /// The figure that a side stands by, of its claims in order of time: a named side revises itself up and down; the press goes by the highest unless several
    /// give less later.
    /// </summary>
    public FigureClaim Latest(IReadOnlyList<FigureClaim> claims)
    {
        if (this != Press)
            return claims[^1];
        var stands = claims[0];
        for (var i = 1; i < claims.Count; i++)
        {
            var claim = claims[i];
            var isOwnRevision = claim.By is not null && claim.By == stands.By && claim.Article != stands.Article;
            if (claim.Value > stands.Value || claim.AgreesWith(stands) || isOwnRevision || IsConfirmed(claims, i, stands))
                stands = claim;
        }

        return stands;
    }

    /// <summary>Whether enough outlets have given the claim since the standing figure was last given, and none had given it earlier.</summary>
    private static bool IsConfirmed(IReadOnlyList<FigureClaim> claims, int at, FigureClaim stands)
    {
        var since = claims.Take(at + 1).Reverse().TakeWhile(c => !c.AgreesWith(stands)).Where(c => c.AgreesWith(claims[at])).ToList();
        return since.DistinctBy(c => c.Outlet).Count() >= Confirmed && !claims.Take(at + 1).Except(since).Any(c => c.AgreesWith(claims[at]));
    }

    private static bool IsParty(FigureSide side) => side != Official && side != Press;
}

internal static class FigureClaims
{
    private const double Agreement = 0.1; // about 40 and 39 agree

    /// <summary>Whether two claims say the same: equal, ranges that overlap, or nearly equal where one of them is a round number.</summary>
    public static bool AgreesWith(this FigureClaim a, FigureClaim b) => ((a.High ?? a.Value) >= b.Value && (b.High ?? b.Value) >= a.Value)
        || ((a.Qualifier == "about" || b.Qualifier == "about") && Math.Abs(a.Value - b.Value) <= Math.Max(a.Value, b.Value) * Agreement);
}
