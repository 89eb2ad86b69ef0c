using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Web.Atlas;

namespace SahelWatch.Tests.Web;

/// <summary>The names on the map of a story.</summary>
public sealed partial class RegionMapTests
{
    private static readonly MapPoint Bandiagara = new(new GeoPoint(14.35, -3.61), "Bandiagara", 3, 12);

    [Fact]
    public async Task Names_of_two_near_places_stand_one_above_and_one_below()
    {
        var labels = await LabelsAsync(Bandiagara, Bandiagara with { At = new(14.4, -3.3), Label = "central Mali" });

        labels.Select(l => l.Words).ShouldBe(["Bandiagara", "central Mali"]);
        Math.Abs(labels[0].Y - labels[1].Y).ShouldBeGreaterThan(10); // units: the height of a line
    }

    [Fact]
    public async Task A_name_without_room_is_left_to_the_list() =>
        (await LabelsAsync([.. Enumerable.Range(0, 5).Select(n => Bandiagara with { Label = $"Place {n}" })])).Count.ShouldBeLessThan(3);

    [Fact]
    public async Task A_name_at_the_edge_of_the_region_stays_on_the_map()
    {
        var label = (await LabelsAsync(Bandiagara with { At = new(18.1, -18.3), Label = "A long name by the sea" })).ShouldHaveSingleItem();

        label.X.ShouldBeGreaterThan(20);
    }

    private static async Task<List<(string Words, double X, double Y)>> LabelsAsync(params MapPoint[] points)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var view = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Label"] = "Map", ["Points"] = points, ["Near"] = true });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<RegionMap>(view)).ToHtmlString());
        return [.. Town().Matches(html).Select(m => (m.Groups["words"].Value, Number(m.Groups["x"].Value), Number(m.Groups["y"].Value)))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("<text class=\"town\" x=\"(?<x>[^\"]+)\" y=\"(?<y>[^\"]+)\"[^>]*>(?<words>[^<]*)</text>")]
    private static partial Regex Town();
}
