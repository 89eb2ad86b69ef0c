using SahelWatch.Domain;

namespace SahelWatch.Tests.Stories;

/// <summary>Articles for the tests of grouping: valid, dated, each under its own address.</summary>
internal static class Texts
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Two hundred distinct words that no other seed shares.</summary>
    public static string Words(int seed, int count = 200) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"w{seed}x{i}"));

    public static Article Article(string id, string text, string title = "", string source = "Desert Wire", string language = "en", double hours = 0) => new()
    {
        Id = new ArticleId(id),
        Feed = new FeedId(source),
        Source = source,
        Url = new Uri($"https://example.org/{id}"),
        Title = title,
        Text = text,
        Language = language,
        Published = Noon.AddHours(hours),
        FirstSeen = Noon.AddHours(hours),
        Match = new Match { Relevant = true, Score = 1 },
    };
}
