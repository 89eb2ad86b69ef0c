using System.Text.Json;
using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;
using SahelWatch.Stories;

namespace SahelWatch.Benchmarks.Catalogue;

/// <summary>
/// <c>places ARTICLES.jsonl [LABELS.tsv]</c>: how often the best place of an event lies in the right country and region. The articles of an event are one story,
/// as labelled; without labels each article is an event and names its own country and region.
/// </summary>
internal static class PlacesRun
{
    public static Task<int> Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("places ARTICLES.jsonl [LABELS.tsv]");
            return Task.FromResult(2);
        }

        var rows = File.ReadLines(args[0]).Select(l => JsonSerializer.Deserialize<Row>(l, JsonSerializerOptions.Web)!).ToList();
        var labels = args.Length > 1
            ? File.ReadLines(args[1]).Skip(1).Select(l => l.Split('\t')).ToDictionary(p => p[0], p => (Country: p[1], Admin1: p[2]))
            : rows.ToDictionary(r => r.Id, r => (Country: r.Country!, Admin1: r.Admin1!));
        var (matcher, places) = (new ArticleMatcher(Watchlist.Shipped), new StoryPlaces(EntrySet.Shipped));
        var (countries, inCountry, regions, inRegion) = (0, 0, 0, 0);
        foreach (var articles in rows.GroupBy(r => r.Event ?? r.Id).Where(g => labels.ContainsKey(g.Key)))
        {
            var label = labels[articles.Key];
            var best = places.Of(StoryOf([.. articles], matcher)) is [var first, ..] ? first : null;
            var (isCountry, isRegion) = (Is(label.Country, best?.Country), Is(label.Admin1, best?.Admin1));
            (countries, inCountry) = (countries + 1, inCountry + (isCountry ? 1 : 0));
            if (label.Admin1.Length > 0)
                (regions, inRegion) = (regions + 1, inRegion + (isRegion ? 1 : 0));
            if (!isCountry || (label.Admin1.Length > 0 && !isRegion) || args.Contains("-v"))
                Console.WriteLine($"  {articles.Key}: {label.Country} {label.Admin1} and not {best?.Country} {best?.Admin1} ({best?.Name}, {best?.Precision}): {articles.First().Title}");
        }

        Console.WriteLine(FormattableString.Invariant($"country {inCountry} of {countries} = {(double)inCountry / countries:f3}, admin1 {inRegion} of {regions} = {(double)inRegion / regions:f3}"));
        return Task.FromResult(0);
    }

    private static Story StoryOf(IReadOnlyList<Row> rows, ArticleMatcher matcher)
    {
        var id = StoryId.FoundedBy(ArticleId.From(rows[0].Id));
        var assignments = rows.Select(r => new Assignment(ArticleOf(r, matcher), id, r.CopyGroup is { } copies && rows.First(o => o.CopyGroup == copies) is var first && first != r ? ArticleId.From(first.Id) : null, "")).ToList();
        return StoryBuilder.Apply(new Dictionary<StoryId, Story>(), new Grouping(assignments, [], []), DateTimeOffset.UnixEpoch).Single();
    }

    private static Article ArticleOf(Row row, ArticleMatcher matcher) => new()
    {
        Id = ArticleId.From(row.Id),
        Feed = FeedId.From(new Uri("https://feed.example/")),
        Source = row.Source ?? "Outlet",
        Url = new Uri($"https://outlet.example/{row.Id}"),
        Title = row.Title,
        Text = row.Text,
        Language = row.Lang,
        Published = row.Published ?? DateTimeOffset.UnixEpoch,
        FirstSeen = DateTimeOffset.UnixEpoch,
        Match = matcher.Match(row.Title, "", row.Text, row.Lang),
    };

    /// <summary>Several that are right are parted by a bar.</summary>
    private static bool Is(string label, string? found) => label.Split('|').Any(l => Plain(l) == Plain(found ?? ""));

    private static string Plain(string name) => new([.. FoldedText.Fold(name).Where(char.IsLetter)]);

    private sealed record Row(
        string Id, string? Event, string? CopyGroup, string Lang, string? Source, DateTimeOffset? Published, string Title, string Text, string? Country, string? Admin1);
}
