using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Web.Atlas;

/// <summary>A circle on a map.</summary>
/// <param name="Label">What it says to those who cannot see it.</param>
/// <param name="Severity">Of the gravest story there: its colour.</param>
/// <param name="Radius">In thousandths of the map's width.</param>
public sealed record MapPoint(GeoPoint At, string Label, int Severity, double Radius, string? Href = null);
