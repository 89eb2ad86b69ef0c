using System.Text.Json;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Stories;

/// <summary>Sets with known events, beside the checkout and in it: a floor under quality, some way below what is measured by tests/evaluate/stories.sh.</summary>
public class LabelledGroupingTests
{
    [SkippableTheory]
    [InlineData("data/corpus/articles.jsonl", 0.95)]
    [InlineData("data/stories/events-dev.jsonl", 0.93)]
    [InlineData("tests/SahelWatch.Tests/Data/Stories/days.jsonl", 0.95)]
    [InlineData("tests/SahelWatch.Tests/Data/Stories/follow-ups.jsonl", 0.96)] // raised tolls, claims, denials and releases, days later and in few words
    [InlineData("tests/SahelWatch.Tests/Data/Fortnight/second/articles.jsonl", 0.97)]
    [InlineData("tests/SahelWatch.Tests/Data/Fortnight/third/articles.jsonl", 0.95)] // captivities, trials, strikes and closures that end after a week
    [InlineData("tests/SahelWatch.Tests/Data/Fortnight/fourth/articles.jsonl", 0.98)] // the same news of two neighbours: gifts of wheat, strikes, ambushes
    [InlineData("tests/SahelWatch.Tests/Data/Fortnight/fifth/articles.jsonl", 0.92)] // two attacks on one place in two days, late lines of a week-old event
    [InlineData("tests/SahelWatch.Tests/Data/Fortnight/sixth/articles.jsonl", 0.9)] // tolls that rise in other words each day
    [InlineData("tests/SahelWatch.Tests/Data/Fortnight/seventh/articles.jsonl", 0.92)] // pairs of one day, one kind and one toll
    public void Events_are_found_as_labelled(string set, double floor)
    {
        var (rows, index) = Grouped(set);

        BCubed(rows.ToDictionary(r => r.Id, r => r.Event!), rows.ToDictionary(r => r.Id, r => index.StoryOf(new ArticleId(r.Id))!.Value.Value))
            .ShouldBeGreaterThanOrEqualTo(floor);
    }

    [SkippableTheory]
    [InlineData("e01", "e02")]
    [InlineData("e01", "e28")]
    [InlineData("e01", "e58")]
    [InlineData("e02", "e28")]
    [InlineData("e02", "e58")]
    [InlineData("e28", "e58")]
    [InlineData("e07", "e08")]
    [InlineData("e04", "e05")]
    [InlineData("e09", "e10")]
    [InlineData("e03", "e25")]
    [InlineData("e11", "e12")]
    [InlineData("e13", "e14")]
    [InlineData("e15", "e16")]
    public void Look_alikes_stay_apart(string one, string other)
    {
        var (rows, index) = Grouped("data/corpus/articles.jsonl");
        HashSet<StoryId?> Stories(string label) => [.. rows.Where(r => r.Event == label).Select(r => index.StoryOf(new ArticleId(r.Id)))];

        Stories(one).Overlaps(Stories(other)).ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_seeds_are_two_events_and_no_copies(bool oneDate)
    {
        var (rows, index) = Grouped("data/seeds/articles.jsonl", oneDate);

        rows.Select(r => index.StoryOf(new ArticleId(r.Id))!.Value).Distinct().Count().ShouldBe(2);
        rows.Skip(1).Select(r => index.StoryOf(new ArticleId(r.Id))!.Value).Distinct().Count().ShouldBe(1, "all but the first report the charter");
        index.Articles.ShouldAllBe(a => a.CopyOf == null);
    }

    [SkippableFact]
    public void A_new_article_is_compared_with_few_others()
    {
        const int bound = 120; // 32 candidates for an event, the pairs of the stories near, a few copies; with every other it would be 490
        var (rows, index) = Grouped("data/stories/events-dev.jsonl");

        ((double)index.Comparisons / rows.Count).ShouldBeLessThan(bound);
    }

    private static (List<Row> Rows, WindowIndex Index) Grouped(string set, bool oneDate = false)
    {
        var path = set.StartsWith("tests/", StringComparison.Ordinal) ? Repository.PathOf(set) : Repository.Shared(set);
        Skip.If(path is null, $"{set} is not beside this checkout");
        var rows = File.ReadLines(path).Select(l => JsonSerializer.Deserialize<Row>(l, JsonSerializerOptions.Web)!).ToList();
        var index = new WindowIndex();
        var grouper = new StoryGrouper(EntrySet.Shipped, new StoryOptions { Window = TimeSpan.FromDays(90) });
        grouper.Assign([.. rows.Select(r => ArticleOf(oneDate ? r with { Published = Texts.Noon } : r))], index, Texts.Noon.AddDays(10));
        return (rows, index);
    }

    private static Article ArticleOf(Row row) =>
        Texts.Article(row.Id, row.Text, row.Title ?? "", row.Source, row.Lang) with { Published = row.Published, FirstSeen = Texts.Noon };

    /// <summary>Bagga and Baldwin (1998): precision and recall of the group of each article, averaged over articles; their harmonic mean.</summary>
    private static double BCubed(Dictionary<string, string> gold, Dictionary<string, string> found)
    {
        double Share(Dictionary<string, string> of, Dictionary<string, string> by)
        {
            var groups = of.Keys.ToLookup(k => of[k]);
            return of.Keys.Average(k => groups[of[k]].Average(other => by[other] == by[k] ? 1.0 : 0.0));
        }

        var (precision, recall) = (Share(found, gold), Share(gold, found));
        return 2 * precision * recall / (precision + recall);
    }

    private sealed record Row(string Id, string? Event, string Source, string Lang, DateTimeOffset? Published, string? Title, string Text);
}
