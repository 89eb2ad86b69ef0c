using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Web.Atlas;

/// <summary>
/// Converts degrees to units of the picture, which is 1000 wide, as <c>Outlines/generate.js</c> does. Equirectangular, with the cosine of the central latitude,
/// so that distances look the same in both directions.
/// </summary>
internal static class Projection
{
    public const double Width = 1000;

    private const double West = -18.5, East = 25, South = 6.5, North = 28;
    private const double Scale = Width / (East - West);

    private static readonly double Stretch = 1 / Math.Cos(17.5 * Math.PI / 180);

    public static double Height { get; } = (North - South) * Scale * Stretch;

    public static (double X, double Y) Of(GeoPoint point) => ((point.Longitude - West) * Scale, (North - point.Latitude) * Scale * Stretch);

    public static bool Shows(GeoPoint point) => point.Longitude is > West and < East && point.Latitude is > South and < North;
}
