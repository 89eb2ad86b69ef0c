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
        Span<double> weights = stackalloc double[watchlist.Themes.Count];
        weights.Clear();
        var (headlined, inHead) = Weigh(watchlist, reading, weights);
        var strongest = Subjects.Max(weights);
        if (strongest == 0)
            return [];
        for (var i = 0; i < weights.Length; i++)
        {
            var share = (headlined >> i & 1) != 0 ? HeadlineShare : (inHead >> i & 1) != 0 ? LeadShare : 1;
            if (weights[i] < strongest * share)
                weights[i] = 0;
        }

        return Subjects.Strongest(weights, Math.Min(strongest, Least), Most, watchlist.Themes);
    }

    /// <returns>Bits of the themes with a non-incidental word in the headline, and of those with one in headline or lead.</returns>
    private static (int Headlined, int InHead) Weigh(Watchlist watchlist, Reading reading, Span<double> weights)
    {
        var (headlined, inHead) = (0, 0);
        var counted = new HashSet<(Term, Zone)>();
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading[field].Terms)
            {
                var zone = reading.ZoneOf(field, term.Start);
                if (term.Value.Themes == 0 || reading[field].IsQuiet(term.Start) || !counted.Add((term.Value, zone)))
                    continue;
                var weight = watchlist.Lexicon.Zones.Of(zone) * (term.Value.IsIncidental ? Incidental : 1);
                var firm = term.Value.IsIncidental ? 0 : term.Value.Themes;
                headlined |= zone == Zone.Title ? firm : 0;
                inHead |= zone == Zone.Body ? 0 : firm;
                for (var i = 0; i < weights.Length; i++)
                    weights[i] += (term.Value.Themes >> i & 1) * weight;
            }
        }

        return (headlined, inHead);
    }
}
