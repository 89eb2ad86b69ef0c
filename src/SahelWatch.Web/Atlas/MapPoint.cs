using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Web.Atlas;

/// <summary>A circle on a map.</summary>
/// <param name="Label">The text for screen readers.</param>
/// <param name="Severity">That of the most severe story, which determines the colour.</param>
/// <param name="Radius">In thousandths of the map's width.</param>
public sealed record MapPoint(GeoPoint At, string Label, int Severity, double Radius, string? Href = null);
