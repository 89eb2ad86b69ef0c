using System.Text.Json;

namespace SahelWatch.Cli.Demo;

/// <summary>An article of the demo; outlets, events and figures are fictional (see <c>articles.jsonl</c>).</summary>
internal sealed record DemoArticle(string Source, string Lang, Uri Url, DateTimeOffset Published, string Title, string Text)
{
    /// <summary>A morning after two weeks of articles, when the demo takes place; articles dated later are not "published" yet.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 11, 5, 5, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The bundled articles, moved by whole days so that the newest are from the 24 hours before <paramref name="now"/>.
    /// </summary>
    public static IReadOnlyList<DemoArticle> Published24HoursBefore(DateTimeOffset now)
    {
        // Whole days keep the time of day of each report.
        var days = Math.Floor((now - Morning).TotalDays);
        return [.. Bundled().Where(a => a.Published <= Morning).Select(a => a with { Published = a.Published.AddDays(days) })];
    }

    private static IEnumerable<DemoArticle> Bundled()
    {
        using var stream = typeof(DemoArticle).Assembly.GetManifestResourceStream("SahelWatch.Cli.Demo.articles.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<DemoArticle>(line, JsonSerializerOptions.Web)!;
    }
}
