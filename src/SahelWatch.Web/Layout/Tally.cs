using SahelWatch.Catalogue;

namespace SahelWatch.Web.Layout;

/// <summary>The events and deaths in a place or of a kind within a period, compared with the usual number.</summary>
/// <param name="Usual">The average of earlier periods of the same length; null if the catalogue does not go back far enough.</param>
/// <param name="Deaths">According to the current figures; a lower bound.</param>
/// <param name="Gravest">The most severe event, and of those the deadliest; null if there is none.</param>
public sealed record Tally(string Code, int Events, double? Usual, int Deaths, CatalogueRow? Gravest)
{
    /// <summary>Computes a tally for each code.</summary>
    /// <param name="now">The events of the period.</param>
    /// <param name="before">The events of the periods before it.</param>
    /// <param name="spans">The number of periods before it; fewer count if the catalogue does not go back far enough.</param>
    /// <param name="span">The length of a period.</param>
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
