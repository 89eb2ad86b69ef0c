namespace SahelWatch.Stories.Figures;

/// <summary>The side that the source of a figure is on, which decides whether a different figure revises it or contradicts it.</summary>
internal sealed record FigureSide(string Name)
{
    private const int Confirmed = 2; // outlets that must report a lower figure before it replaces a higher one; a single one may be out of date

    public static readonly FigureSide Official = new("official");

    /// <summary>Reports without a source, and sources that take no side: a hospital, the police, the UN.</summary>
    public static readonly FigureSide Press = new("press");

    public static FigureSide Of(string? source) => source switch
    {
        "army" or "government" => Official,
        "union" or "ngo" or "witnesses" or "group" => new(source),
        _ => Press,
    };

    /// <summary>Whether two sides may maintain contradictory figures: the authorities, and a union, an NGO, witnesses or a group.</summary>
    public bool Opposes(FigureSide other) => (this == Official && IsParty(other)) || (other == Official && IsParty(this));

    /// <summary>
    /// The figure that a side gives at present, from its claims in chronological order. A named side revises itself up and down; of the press, the highest
    /// figure counts until several outlets report a lower one.
    /// </summary>
    public FigureClaim Latest(IReadOnlyList<FigureClaim> claims)
    {
        if (this != Press)
            return claims[^1];
        var current = claims[0];
        for (var i = 1; i < claims.Count; i++)
        {
            var claim = claims[i];
            var isOwnRevision = claim.By is not null && claim.By == current.By && claim.Article != current.Article;
            if (claim.Value > current.Value || claim.AgreesWith(current) || isOwnRevision || IsConfirmed(claims, i, current))
                current = claim;
        }

        return current;
    }

    /// <summary>Whether enough outlets have reported this figure since the current one was last reported, and none had reported it earlier.</summary>
    private static bool IsConfirmed(IReadOnlyList<FigureClaim> claims, int at, FigureClaim current)
    {
        var since = claims.Take(at + 1).Reverse().TakeWhile(c => !c.AgreesWith(current)).Where(c => c.AgreesWith(claims[at])).ToList();
        return since.DistinctBy(c => c.Outlet).Count() >= Confirmed && !claims.Take(at + 1).Except(since).Any(c => c.AgreesWith(claims[at]));
    }

    private static bool IsParty(FigureSide side) => side != Official && side != Press;
}

internal static class FigureClaims
{
    private const double Agreement = 0.1; // about 40 and 39 agree

    /// <summary>Whether two claims agree: equal numbers, overlapping ranges, or nearly equal numbers of which one is approximate.</summary>
    public static bool AgreesWith(this FigureClaim a, FigureClaim b) => ((a.High ?? a.Value) >= b.Value && (b.High ?? b.Value) >= a.Value)
        || ((a.Qualifier == "about" || b.Qualifier == "about") && Math.Abs(a.Value - b.Value) <= Math.Max(a.Value, b.Value) * Agreement);
}
