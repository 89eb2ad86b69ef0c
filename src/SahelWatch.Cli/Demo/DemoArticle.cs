using System.Text.Json;

namespace SahelWatch.Cli.Demo;

/// <summary>One invented article of the demonstration: outlets, events and figures are fiction (see <c>articles.jsonl</c>).</summary>
internal sealed record DemoArticle(string Source, string Lang, Uri Url, DateTimeOffset Published, string Title, string Text)
{
    /// <summary>The morning after a full day with two weeks of articles behind it: what is dated later is not "published" yet in a demonstration.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 11, 5, 5, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The bundled articles, their dates moved by whole days so that the newest of them are of the last 24 hours before <paramref name="now"/>.
    /// </summary>
    public static IReadOnlyList<DemoArticle> Published24HoursBefore(DateTimeOffset now)
    {
        // Whole days keep the hour of each report; the last day is the one that ends with this morning.
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
