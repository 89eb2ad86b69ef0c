using System.Text.Json;
using SahelWatch.Language;

namespace SahelWatch.Cli.Filters;

/// <summary>An article in the input of <c>match</c>, <c>group</c> and <c>figures</c>: one JSON object per line.</summary>
internal sealed record ArticleRow(
    string Id, string? Url, string? Source, DateTimeOffset? Published, string? Lang, string Title = "", string Summary = "", string Text = "")
{
    public string Language => LanguageDetector.Detect($"{Title}\n{Summary}\n{Text}", Lang);

    public static Option<FileInfo?> Option(bool required) => new("--in")
    { Description = "Articles, one JSON object per line: id, url, source, published, lang, title, summary, text.", Required = required };

    /// <exception cref="InputException">The file or a line is unusable.</exception>
    public static IEnumerable<ArticleRow> Read(FileInfo file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(line, $"{file}, line {number}");
        }
    }

    private static ArticleRow Parse(string line, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<ArticleRow>(line, CliJson.Lines) is { Id: not null } row
                ? row with { Title = row.Title ?? "", Summary = row.Summary ?? "", Text = row.Text ?? "" }
                : throw new InputException($"{place}: the article has no \"id\"");
        }
        catch (JsonException e)
        {
            throw new InputException($"{place}: not a JSON article ({e.Message})", e);
        }
    }
}
