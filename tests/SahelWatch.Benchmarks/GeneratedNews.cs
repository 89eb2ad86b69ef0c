using SahelWatch.Domain;

namespace SahelWatch.Benchmarks;

/// <summary>
/// Meaningless articles with the statistics of news: words follow Zipf's law, events have a few reports each that share words, and three in ten articles are
/// reprints, shortened or with text of the site around them. The same seed gives the same articles.
/// </summary>
internal sealed class GeneratedNews(int seed, int total)
{
    private const int Vocabulary = 60_000;
    private const int EventWords = 60;
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(13);

    private readonly Random _random = new(seed);
    private readonly List<(int Event, string Text)> _recent = [];
    private int _count;

    /// <summary>When the last generated article was published; all are within one window.</summary>
    public DateTimeOffset Now => Start + (Span * ((double)_count / total));

    public IEnumerable<Article> Articles(int count)
    {
        for (var i = 0; i < count; i++)
            yield return Next();
    }

    private Article Next()
    {
        _count++;
        var site = _random.Next(200);
        var reprint = _recent.Count > 0 && _random.Next(10) < 3;
        var (story, text) = reprint ? _recent[_random.Next(_recent.Count)] : (_count / 5 + _random.Next(3), "");
        if (reprint)
            text = Edited(text, site);
        else
        {
            text = Text(story);
            _recent.Add((story, text));
            if (_recent.Count > 300)
                _recent.RemoveAt(0);
        }

        return new Article
        {
            Id = ArticleId.From($"invented {seed} {_count}"),
            Feed = new FeedId($"{site:x16}"),
            Source = $"Site {site}",
            Url = new Uri($"https://site{site}.example/{_count}"),
            Title = string.Join(' ', Enumerable.Range(0, 9).Select(i => Word(story, i % 2 == 0))),
            Text = text,
            Language = "en",
            Published = Now,
            FirstSeen = Now,
            Match = new Match { Relevant = true, Score = 1, Entities = [$"invented.{story}", "ml"] },
        };
    }

    private string Text(int story)
    {
        var words = 120 + _random.Next(480);
        return string.Join(' ', Enumerable.Range(1, words).Select(i => Word(story, _random.Next(10) < 3) + (i % 22 == 0 ? "." : "")));
    }

    private string Edited(string text, int site)
    {
        var words = text.Split(' ');
        var kept = words[.._random.Next(words.Length / 3, words.Length)];
        return string.Join(' ', kept) + $"\nRead also on site {site} what our readers liked most this week";
    }

    /// <summary>Zipf's law: the k-th most common word is 1/k as frequent as the most common.</summary>
    private string Word(int story, bool ofEvent) => ofEvent
        ? $"E{story}x{(int)Math.Exp(_random.NextDouble() * Math.Log(EventWords))}"
        : $"w{(int)Math.Exp(_random.NextDouble() * Math.Log(Vocabulary))}";
}
