using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Cli.Archive;
using SahelWatch.Domain;
using SahelWatch.Language;
using SahelWatch.Matching;

namespace SahelWatch.Cli.Filters;

/// <summary>An article in the input of <c>match</c> and <c>figures</c>.</summary>
internal sealed record MatchRow(string Id, string? Lang, string? Title, string? Summary, string? Text)
{
    /// <exception cref="JsonException">A line is invalid; the message names the file and line.</exception>
    public static IEnumerable<MatchRow> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(path, number, line);
        }
    }

    public string Line(Match match) => JsonSerializer.Serialize(
        new MatchLine(Id, match.Relevant, match.Score, match.Countries, match.Themes, match.Why), MatchJson.Readable.MatchLine);

    private static MatchRow Parse(string path, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, MatchJson.Default.MatchRow) is { Id: not null } row ? row : throw new JsonException("\"id\" is missing");
        }
        catch (JsonException e)
        {
            throw new JsonException($"{path}, line {number}: {e.Message}", e);
        }
    }
}

/// <summary>The output of <c>match</c> for an article.</summary>
internal sealed record MatchLine(
    string Id, bool Relevant, double Score, IReadOnlyList<string> Countries, IReadOnlyList<string> Themes, IReadOnlyList<Evidence> Why);

internal static class MatcherExtensions
{
    public static Match Match(this ArticleMatcher matcher, MatchRow row)
    {
        var (title, summary, text) = (row.Title ?? "", row.Summary ?? "", row.Text ?? "");
        return matcher.Match(title, summary, text, LanguageDetector.Detect($"{title}\n{summary}\n{text}", row.Lang));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MatchRow))]
[JsonSerializable(typeof(MatchLine))]
[JsonSerializable(typeof(Regression))]
internal sealed partial class MatchJson : JsonSerializerContext
{
    /// <summary>Does not escape Arabic.</summary>
    public static MatchJson Readable { get; } = new(
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
