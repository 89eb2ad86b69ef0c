using System.Text;
using System.Text.Json.Nodes;
using SahelWatch.Cli.Filters;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Feeds;

/// <summary>
/// One small feed for each mistake that feeds make: Data/Feeds/QUIRK.xml and QUIRK.expected.json. The expectation is a subset of the output of `parse`;
/// its "with" gives the feed's address and content type. A new quirk is a new pair of files and no code.
/// </summary>
public class QuirkTests
{
    private static readonly string Folder = Repository.PathOf("tests/SahelWatch.Tests/Data/Feeds");

    public static TheoryData<string> Quirks() =>
        new(Directory.GetFiles(Folder, "*.expected.json").Select(f => Path.GetFileName(f)[..^".expected.json".Length]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Quirks))]
    public void A_quirk_is_read_as_a_person_would_read_it(string quirk)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{quirk}.expected.json")))!.AsObject();
        var feed = Directory.GetFiles(Folder, $"{quirk}.*").Single(f => !f.EndsWith(".expected.json", StringComparison.Ordinal));
        var with = expected["with"];
        expected.Remove("with");

        var line = ParseCommand.Line(new ParseInput(quirk, (string?)with?["url"], (string?)with?["contentType"]), File.ReadAllBytes(feed));

        Differences(expected, JsonNode.Parse(line), quirk).ShouldBeEmpty(line);
    }

    /// <summary>Only a valid feed has no problems.</summary>
    [Theory]
    [InlineData("item-unclosed")]
    [InlineData("cut-in-link")]
    [InlineData("entity-undefined")]
    [InlineData("arabic-windows-1256-labelled-utf-8")]
    [InlineData("json-cut")]
    public void Repairs_are_reported(string quirk)
    {
        var feed = Directory.GetFiles(Folder, $"{quirk}.*").Single(f => !f.EndsWith(".expected.json", StringComparison.Ordinal));
        var line = JsonNode.Parse(ParseCommand.Line(new ParseInput(quirk, null, null), File.ReadAllBytes(feed)));
        line!["problems"]!.AsArray().ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        (JsonObject e, JsonObject a) =>
            e.SelectMany(p => a.ContainsKey(p.Key) ? Differences(p.Value, a[p.Key], $"{path}.{p.Key}") : [$"{path}.{p.Key} is missing"]),
        (JsonArray e, JsonArray a) when e.Count == a.Count => e.Zip(a, (x, y) => (x, y)).SelectMany((p, i) => Differences(p.x, p.y, $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(expected, actual) ? [] : [$"{path}: expected {Shown(expected)} but was {Shown(actual)}"],
    };

    private static string Shown(JsonNode? node) => node is null ? "null" : new StringBuilder(node.ToJsonString(Readable)).ToString();

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
