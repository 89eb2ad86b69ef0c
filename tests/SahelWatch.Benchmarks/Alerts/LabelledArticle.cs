using System.Text.Json;
using SahelWatch.Domain;
using SahelWatch.Matching;

namespace SahelWatch.Benchmarks.Alerts;

/// <summary>An article whose event is known.</summary>
/// <param name="Event">Null where it is the only report of its event.</param>
/// <param name="Relevant">False for what happened elsewhere.</param>
internal sealed record LabelledArticle(
    string Id, string? Event, string Lang, string Source, Uri Url, DateTimeOffset Published, string Title, string Text, bool Relevant, Toll? Toll)
{
    public string EventId => Event ?? Id;

    public static IEnumerable<LabelledArticle> Read(string path) => File.ReadLines(path).Select(l => JsonSerializer.Deserialize<LabelledArticle>(l, JsonSerializerOptions.Web)!);

    /// <summary>As a poll would keep it; null where matching drops it.</summary>
    public Article? Kept(ArticleMatcher matcher)
    {
        var match = matcher.Match(Title, "", Text, Lang);
        return !match.Relevant ? null : new Article
        {
            Id = ArticleId.From(Url.AbsoluteUri),
            Feed = FeedId.From(new Uri(Url, "/")),
            Source = Source,
            Kind = "press",
            Url = Url,
            Title = Title,
            Text = Text,
            Language = Lang,
            Published = Published,
            FirstSeen = Published,
            Match = match,
        };
    }
}

internal sealed record Toll(int? Killed);
