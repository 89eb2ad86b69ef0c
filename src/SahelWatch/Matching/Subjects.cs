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
        var weights = Weigh(shared: false);
        if (weights.TrueForAll(w => w < AboutLeast)) // without other evidence, shared waters and parks count for all of their countries
            weights = Weigh(shared: true);
        return Strongest(watchlist.Countries, weights, Math.Max(weights.DefaultIfEmpty().Max() * AboutShare, AboutLeast));

        List<double> Weigh(bool shared) => [.. watchlist.Countries.Select((_, i) => Weight(
            reading.Mentions.Where(m => m.Weight > 0 && (m.Name.Countries >> i & 1) != 0 && (shared || !IsShared(m.Name)))))];
    }

    /// <summary>The ids of the entries mentioned, most frequent first, then in the order of their first occurrence.</summary>
    public static IReadOnlyList<string> Entities(Reading reading) =>
        [.. reading.Mentions.Where(m => m.Counts && !m.IsQuiet).GroupBy(m => m.Name.Entry!.Id).OrderByDescending(g => g.Count()).Select(g => g.Key)];

    /// <summary>The names whose weight is at least <paramref name="least"/>, strongest first.</summary>
    public static IReadOnlyList<string> Strongest(IReadOnlyList<string> names, IReadOnlyList<double> weights, double least) =>
        [.. names.Zip(weights).Where(x => x.Second >= least).OrderByDescending(x => x.Second).Select(x => x.First)];

    /// <summary>In the title and the lead, the strongest name of a country counts in full and others only a little; in the body, all count in full.</summary>
    private static double Weight(IEnumerable<Mention> ofCountry) => ofCountry.GroupBy(m => m.Zone, m => m.Weight * (m.IsAcrossBorder ? AcrossBorder : 1))
        .Sum(zone => zone.Key == Zone.Body ? zone.Sum() : zone.Max() + (Further * (zone.Sum() - zone.Max())));

    private static bool IsShared(WatchedName name) =>
        BitOperations.PopCount((uint)name.Countries) > 1 && name.Entry!.Kind is EntryKind.River or EntryKind.Lake or EntryKind.Park or EntryKind.Area;
}
