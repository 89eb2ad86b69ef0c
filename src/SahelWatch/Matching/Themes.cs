using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>
/// Determines the themes of an article. Every report of an attack mentions a hospital or a market, so such incidental words count little. Each word counts
/// once per zone. A second theme must be nearly as strong as the first, unless the headline has a non-incidental word of it.
/// </summary>
internal static class Themes
{
    private const double Incidental = 0.35;

    /// <summary>The share of the strongest theme's evidence that another theme needs if a non-incidental word of it is in the lead or in the headline; without
    /// such a word, it must equal the strongest.</summary>
    private const double LeadShare = 0.7, HeadlineShare = 0.3;

    /// <summary>Except for the strongest, a theme needs at least as much evidence as one word in the lead.</summary>
    private const double Least = 1;

    private const int Most = 3;

    public static IReadOnlyList<string> Of(Watchlist watchlist, Reading reading)
    {
        var terms = reading.Terms.Where(t => t.Term.Themes != 0 && !reading[t.Field].IsQuiet(t.Start)).DistinctBy(t => (t.Term, t.Zone)).ToList();
        var weights = watchlist.Themes.Select((_, i) => terms.Where(t => IsOf(t, i)).Sum(t => watchlist.Zones.Of(t.Zone) * Share(t))).ToList();
        var strongest = weights.DefaultIfEmpty().Max();
        if (strongest == 0)
            return [];
        var candidates = weights.Select((weight, i) => weight < strongest * ShareNeeded(i) ? 0 : weight).ToList();
        return [.. Subjects.Strongest(watchlist.Themes, candidates, Math.Min(strongest, Least)).Take(Most)];

        double ShareNeeded(int theme)
        {
            var zones = terms.Where(t => IsOf(t, theme) && !t.Term.Is(Roles.Incidental)).Select(t => t.Zone).ToList();
            return zones.Contains(Zone.Title) ? HeadlineShare : zones.Contains(Zone.Lead) ? LeadShare : 1;
        }
    }

    private static bool IsOf(TermMention term, int theme) => (term.Term.Themes >> theme & 1) != 0;

    private static double Share(TermMention term) => term.Term.Is(Roles.Incidental) ? Incidental : 1;
}
