using System.Numerics;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>Determines the countries and entities that an article is about.</summary>
internal static class Subjects
{
    /// <summary>An article is about a country that has at least this share of the strongest country's evidence, and at least this much evidence.</summary>
    private const double AboutShare = 0.35, AboutLeast = 1;

    /// <summary>A second name of the same country in the title or lead adds little: two towns do not make an article more about the country.</summary>
    private const double Further = 0.3;

    /// <summary>"Near the Malian border", "à la frontière avec le Niger": it happened in the neighbouring country.</summary>
    private const double AcrossBorder = 0.4;

    public static IReadOnlyList<string> Countries(Watchlist watchlist, Reading reading)
    {
        Span<double> weights = stackalloc double[watchlist.Countries.Count];
        Tally(reading, weights, shared: false);
        if (Max(weights) < AboutLeast) // without other evidence, shared waters and parks count for all of their countries
            Tally(reading, weights, shared: true);
        return Strongest(weights, Math.Max(Max(weights) * AboutShare, AboutLeast), watchlist.Countries.Count, watchlist.Countries);
    }

    /// <summary>The ids of the entries mentioned, most frequent first, then in the order of their first occurrence.</summary>
    public static IReadOnlyList<string> Entities(Reading reading)
    {
        var counts = new OrderedDictionary<string, int>();
        foreach (var mention in reading.Mentions)
        {
            if (mention.Counts && !mention.IsQuiet)
                counts[mention.Name.Entry!.Id] = counts.GetValueOrDefault(mention.Name.Entry.Id) + 1;
        }

        return counts.Count == 0 ? [] : [.. counts.OrderByDescending(c => c.Value).Select(c => c.Key)];
    }

    /// <summary>In the title and the lead, the strongest name of a country counts in full and others only a little; in the body, all count in full.</summary>
    private static void Tally(Reading reading, Span<double> weights, bool shared)
    {
        weights.Clear();
        Span<double> best = stackalloc double[weights.Length];
        for (var zone = Zone.Title; zone <= Zone.Body; zone++)
        {
            best.Clear();
            foreach (var mention in reading.Mentions)
            {
                if (mention.Zone != zone || mention.Weight == 0 || (IsShared(mention.Name) && !shared))
                    continue;
                var weight = mention.Weight * (mention.IsAcrossBorder ? AcrossBorder : 1);
                for (var i = 0; i < weights.Length; i++)
                {
                    if ((mention.Name.Countries >> i & 1) == 0)
                        continue;
                    var more = zone == Zone.Body ? weight : Math.Max(weight - best[i], 0) + Further * Math.Min(weight, best[i]);
                    weights[i] += more;
                    best[i] = Math.Max(best[i], weight);
                }
            }
        }
    }

    private static bool IsShared(WatchedName name) =>
        BitOperations.PopCount((uint)name.Countries) > 1 && name.Entry!.Kind is EntryKind.River or EntryKind.Lake or EntryKind.Park or EntryKind.Area;

    public static double Max(ReadOnlySpan<double> weights)
    {
        var max = 0.0;
        foreach (var weight in weights)
            max = Math.Max(max, weight);
        return max;
    }

    /// <summary>The names whose weight is at least <paramref name="least"/>, strongest first; sets the weights of these to zero.</summary>
    public static string[] Strongest(Span<double> weights, double least, int most, IReadOnlyList<string> names)
    {
        var count = 0;
        foreach (var weight in weights)
            count += weight >= least ? 1 : 0;
        var strongest = count == 0 ? [] : new string[Math.Min(count, most)];
        for (var i = 0; i < strongest.Length; i++)
        {
            var best = weights.IndexOf(Max(weights));
            strongest[i] = names[best];
            weights[best] = 0;
        }

        return strongest;
    }
}
