using SahelWatch.Catalogue;

namespace SahelWatch.Web.Layout;

/// <summary>How much happened somewhere, or of some kind, in a span of time, beside what is usual.</summary>
/// <param name="Usual">The mean of spans as long before it; null where the catalogue does not reach back so far.</param>
/// <param name="Deaths">As the figures that stand say: at least so many.</param>
/// <param name="Gravest">The severest of the events, and of those the one that killed most; null where there is none.</param>
public sealed record Tally(string Code, int Events, double? Usual, int Deaths, CatalogueRow? Gravest)
{
    /// <summary>A tally for each code.</summary>
    /// <param name="now">The events of the span.</param>
    /// <param name="before">Those of the spans before it.</param>
    /// <param name="spans">How many those are; fewer count where the catalogue does not reach back so far.</param>
    /// <param name="span">How long each is.</param>
    public static IReadOnlyList<Tally> Of(
        IEnumerable<string> codes, Func<CatalogueRow, IReadOnlyList<string>> codesOf, IReadOnlyList<CatalogueRow> now, IReadOnlyList<CatalogueRow> before,
        int spans, TimeSpan span)
    {
        var known = before.Count == 0 || now.Count == 0 ? spans
            : Math.Clamp((int)Math.Ceiling((now.Min(r => r.First) - before.Min(r => r.First)) / span), 1, spans);
        return [.. from code in codes
            let events = now.Where(r => codesOf(r).Contains(code)).ToList()
            select new Tally(code, events.Count, before.Count == 0 ? null : (double)before.Count(r => codesOf(r).Contains(code)) / known,
                events.Sum(DeathsOf), events.OrderByDescending(r => r.Severity).ThenByDescending(DeathsOf).FirstOrDefault())];
    }

    public static int DeathsOf(CatalogueRow row) => row.Figure("killed")?.Value ?? 0;
}
