using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Language;

namespace SahelWatch.Cli.Filters;

/// <summary>An article in the input of <c>match</c>, <c>group</c> and <c>figures</c>: one JSON object per line.</summary>
internal sealed record ArticleRow : IJsonOnDeserialized
{
    public string Id { get; init; } = null!;

    public string? Url { get; init; }

    public string? Source { get; init; }

    public DateTimeOffset? Published { get; init; }

    public string? Lang { get; init; }

    public string Title { get; init => field = value ?? ""; } = "";

    public string Summary { get; init => field = value ?? ""; } = "";

    public string Text { get; init => field = value ?? ""; } = "";

    public string Language => LanguageDetector.Detect($"{Title}\n{Summary}\n{Text}", Lang);

    public static Option<FileInfo?> Option(bool required) => new("--in")
    { Description = "Articles, one JSON object per line: id, url, source, published, lang, title, summary, text.", Required = required };

    public static IEnumerable<ArticleRow> Read(FileInfo file) => CliJson.Read<ArticleRow>(file.ToString());

    void IJsonOnDeserialized.OnDeserialized() => _ = Id ?? throw new JsonException("The article has no \"id\".");
}
