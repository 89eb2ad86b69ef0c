using SahelWatch.Digests.Editions;
using SahelWatch.Domain;

namespace SahelWatch.Digests.Composing;

/// <summary>Ranks stories by what a duty officer would weigh: how many say so, how many people it struck, whether it is new, who reports it, whether it is the edition's business.</summary>
internal static class StoryScore
{
    // Points. Independent reports weigh most: they are what makes a story sure. Counts are taken as logarithms: the tenth says less than the second.
    private const double Independent = 3;
    private const double Carriers = 1; // a reprint says that an editor found it worth while, no more
    private const double Victims = 4; // ten dead weigh like three independent reports more; of a toll that rose, the rise counts
    private const double FirstTime = 2;
    private const double Scope = 1;
    private const double Sport = -4; // a final that everyone reports still ranks above a lone report; a league match does not

    /// <summary>The injured and the arrested weigh a tenth of the killed and abducted, the displaced a hundredth.</summary>
    private static readonly Dictionary<string, double> WeightOf = new() { ["killed"] = 1, ["abducted"] = 1, ["injured"] = 0.1, ["arrested"] = 0.1, ["displaced"] = 0.01 };

    /// <param name="news">The reports that the digest tells of: what was mailed before weighs no more.</param>
    public static IReadOnlyList<ScorePart> Of(Story story, IReadOnlyList<Report> news, IReadOnlyList<FigureRow> figures, Mailed? mailed, Edition edition)
    {
        var origins = Origins.Of(news).Count;
        var told = mailed?.Story.Told ?? [];
        var struck = figures.Where(f => f.Claims.Count > 0)
            .Sum(f => WeightOf.GetValueOrDefault(f.Kind) * Math.Max(0, f.Claims[0].Value - (told.FirstOrDefault(t => t.Kind == f.Kind)?.Value ?? 0)));
        ScorePart[] parts =
        [
            new("independent", Independent * Math.Log2(1 + origins)),
            new("carriers", Carriers * Math.Log2(1 + news.Count - origins)),
            new("figures", Victims * Math.Log10(1 + struck)),
            new("novelty", mailed is null ? FirstTime : 0),
            new("outlets", news.Max(r => OutletKind.Weight(r.Kind))),
            new("scope", (edition.Countries.Count > 0 && edition.Countries.Contains(story.Countries.FirstOrDefault("")) ? Scope : 0)
                + (edition.Themes.Contains(story.Themes.FirstOrDefault("")) ? Scope : 0)),
            new("sport", story.Themes is ["sport", ..] ? Sport : 0),
        ];
        return [.. parts.Where(p => p.Points != 0).Select(p => p with { Points = Math.Round(p.Points, 2) })];
    }
}

/// <summary>How much the kind of outlet says about a report's weight.</summary>
internal static class OutletKind
{
    /// <summary>From 0 to 2: agencies and the UN check before they publish and are there; papers that comment come last.</summary>
    public static double Weight(string? kind) => kind?.ToUpperInvariant() switch
    {
        "WIRE" or "UN" => 2,
        "BROADCASTER" or "INTERNATIONAL" or "AID" or "NGO" => 1.5,
        "LOCAL" or "PRESS" or "GOVERNMENT" => 1,
        _ => 0.5,
    };
}
