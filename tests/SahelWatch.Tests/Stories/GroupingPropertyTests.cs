using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Tests.Stories;

/// <summary>What holds whatever arrives: made-up reports of a few made-up events, in any order, with any repeats.</summary>
public class GroupingPropertyTests
{
    private const int Runs = 30;

    [Fact]
    public void The_order_of_a_batch_does_not_change_stories() => Check(articles =>
    {
        var (index, reversed) = (new WindowIndex(), new WindowIndex());
        Group(articles, index);
        Group([.. articles.AsEnumerable().Reverse()], reversed);

        Stories(articles, index).ShouldBe(Stories(articles, reversed));
    });

    [Fact]
    public void Grouping_twice_equals_grouping_once() => Check(articles =>
    {
        var index = new WindowIndex();
        Group(articles, index);
        var once = Stories(articles, index);
        var again = Group(articles, index);

        again.Moves.ShouldBeEmpty();
        Stories(articles, index).ShouldBe(once);
    });

    [Fact]
    public void Every_article_is_in_exactly_one_story_after_any_number_of_batches() => Check(articles =>
    {
        var index = new WindowIndex();
        var stored = new Dictionary<StoryId, Story>();
        foreach (var batch in articles.Chunk(3))
        {
            foreach (var story in StoryBuilder.Apply(stored, Group(batch, index), Texts.Noon))
                stored[story.Id] = story;
        }

        var reports = stored.Values.SelectMany(s => s.Reports.Select(r => (r.Article, Story: s.Id))).ToList();
        reports.Select(r => r.Article).ShouldBe(articles.Select(a => a.Id), ignoreOrder: true);
        foreach (var (article, story) in reports)
            index.StoryOf(article).ShouldBe(story, "stored stories and the index agree");
    });

    [Fact]
    public void An_index_that_was_stored_in_between_groups_as_one_that_was_not() => Check(articles =>
    {
        var (kept, stored) = (new WindowIndex(), new WindowIndex());
        var segments = new Dictionary<DateOnly, ReadOnlyMemory<byte>>();
        foreach (var batch in articles.Chunk(4))
        {
            Group(batch, kept);
            stored = WindowIndex.Read(segments.Values);
            Group(batch, stored);
            foreach (var day in stored.Changed)
            {
                var merged = SegmentFormat.Merge(segments.GetValueOrDefault(day), stored.Changes(day))!.Value;
                merged.ToArray().ShouldBe(stored.Segment(day).ToArray());
                SegmentFormat.Merge(merged, stored.Changes(day))!.Value.ToArray().ShouldBe(merged.ToArray(), "merged once more, as after a crash");
                segments[day] = merged;
            }
        }

        stored = WindowIndex.Read(segments.Values);
        Stories(articles, stored).ShouldBe(Stories(articles, kept));
    });

    private static void Check(Action<Article[]> holds)
    {
        var articles =
            from count in Gen.Choose(1, 14)
            from events in Gen.Choose(0, 4).ArrayOf(count)
            from seeds in Gen.Choose(0, 1000).ArrayOf(count)
            select events.Zip(seeds, (e, s) => Report(e, s)).DistinctBy(a => a.Id).ToArray();
        Prop.ForAll(articles.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
    }

    /// <summary>A report of an event: names of its own that every report of it uses, in another order, among everyday words.</summary>
    private static Article Report(int story, int seed)
    {
        var random = new System.Random((story * 10_000) + seed);
        var words = Enumerable.Range(0, 120).Select(_ => random.Next(3) == 0 ? $"Name{story}n{random.Next(20)}" : $"word{random.Next(5000)}");
        return Texts.Article($"e{story}s{seed:0000}", string.Join(' ', words), $"Name{story}n1 and Name{story}n2", hours: seed % 24);
    }

    private static Grouping Group(Article[] articles, WindowIndex index) =>
        new StoryGrouper(EntrySet.Shipped, new StoryOptions()).Assign(articles, index, Texts.Noon.AddDays(1));

    private static List<StoryId?> Stories(Article[] articles, WindowIndex index) => [.. articles.Select(a => index.StoryOf(a.Id))];
}
