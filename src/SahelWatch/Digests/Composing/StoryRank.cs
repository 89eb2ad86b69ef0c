using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;

namespace SahelWatch.Digests.Composing;

/// <summary>
/// Ranks stories of equal severity as a duty officer would: by how many people are affected, whether that is new, how many independent reports say so,
/// and whether it is within the edition's scope.
/// </summary>
internal static class StoryRank
{
    // Points. Counts are logarithmic: the tenth says less than the second.
    private const double Fresh = 8; // people affected that readers have not been told about, so that eight dead in one report outrank four in three
    private const double Known = 1.5; // a continuing story keeps some weight
    private const double Independent = 1.5;
    private const double Carriers = 0.5; // a reprint only says that an editor found it worthwhile
    private const double FirstTime = 1;
    private const double Scope = 1;

    /// <summary>The maximum that a figure from a single outlet counts for: nobody has confirmed it, and a typing error must not lead the digest.</summary>
    private const int MostAlone = 50;

    /// <summary>The maximum level of a story whose toll has not risen since the last digest: it ranks behind new ones of the same severity.</summary>
    private const int Continuing = 4;

    /// <summary>Deaths from disease or hunger are counted over months, those in an attack in a day.</summary>
    private const double Cumulative = 0.6;

    /// <summary>
    /// The injured and arrested weigh a tenth of the killed and abducted, the displaced a ten-thousandth, since they are counted in tens of thousands.
    /// </summary>
    private static readonly Dictionary<string, double> WeightOf = new()
    { ["killed"] = 1, ["abducted"] = 1, ["missing"] = 0.5, ["injured"] = 0.1, ["arrested"] = 0.1, ["displaced"] = 0.0001 };

    /// <param name="news">The reports that the digest mentions.</param>
    public static IReadOnlyList<ScorePart> Of(
        Story story, Severity severity, IReadOnlyList<Report> news, IReadOnlyList<FigureRow> figures, Mailed? mailed, Edition edition)
    {
        var told = mailed?.Story.Told ?? [];
        var weight = severity.IsDisease ? Cumulative : 1;
        var fresh = weight * figures.Where(f => f.Claims.Count > 0)
            .Sum(f => WeightOf.GetValueOrDefault(f.Kind) * Math.Max(0, Counted(f) - (told.FirstOrDefault(t => t.Kind == f.Kind)?.Value ?? 0)));
        var struck = weight * figures.Where(f => f.Claims.Count > 0).Sum(f => WeightOf.GetValueOrDefault(f.Kind) * Counted(f));
        var owners = Origins.Owners(story.Reports);
        var level = mailed is not null && fresh < 1 ? Math.Min(severity.Level, Continuing) : severity.Level;
        ScorePart[] parts =
        [
            new("severity", level),
            new("fresh", Fresh * Math.Log10(1 + fresh)),
            new("struck", Known * Math.Log10(1 + struck)),
            new("independent", Independent * Math.Log2(1 + Origins.Of(story.Reports).Count)),
            new("carriers", Carriers * Math.Log2(owners)),
            new("novelty", mailed is null ? FirstTime : 0),
            new("outlets", news.Max(r => OutletKind.Weight(r.Kind))),
            new("scope", (edition.Countries.Count > 0 && edition.Countries.Contains(story.Countries.FirstOrDefault("")) ? Scope : 0)
                + (edition.Themes.Contains(story.Themes.FirstOrDefault("")) ? Scope : 0)),
        ];
        return [.. parts.Where(p => p.Points != 0).Select(p => p with { Points = Math.Round(p.Points, 2) })];
    }

    /// <summary>Severity before all else.</summary>
    public static double LevelOf(DigestStory story) => story.Score.FirstOrDefault(p => p.Name == "severity")?.Points ?? 0;

    public static double PointsOf(DigestStory story) => story.Score.Where(p => p.Name != "severity").Sum(p => p.Points);

    private static int Counted(FigureRow row)
    {
        var value = row.Claims[0].Value;
        return row.Claims.Select(c => c.Outlet).Distinct().Count() > 1 ? value : Math.Min(value, MostAlone);
    }
}

/// <summary>The weight of a report by the kind of its outlet.</summary>
internal static class OutletKind
{
    /// <summary>From 0 to 2: agencies and the UN are on the ground and check before they publish; commentary comes last.</summary>
    public static double Weight(string? kind) => kind?.ToUpperInvariant() switch
    {
        "WIRE" or "UN" => 2,
        "BROADCASTER" or "INTERNATIONAL" or "AID" or "NGO" => 1.5,
        "LOCAL" or "PRESS" or "GOVERNMENT" => 1,
        _ => 0.5,
    };
}
