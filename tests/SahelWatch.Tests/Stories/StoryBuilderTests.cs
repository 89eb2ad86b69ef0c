using SahelWatch.Domain;
using SahelWatch.Stories;

namespace SahelWatch.Tests.Stories;

public class StoryBuilderTests
{
    private static readonly StoryId First = new("a");
    private static readonly StoryId Second = new("b");

    private readonly Dictionary<StoryId, Story> _stored = [];

    [Fact]
    public void The_first_report_founds_a_story()
    {
        var story = Apply(Assigned("a", First)).ShouldHaveSingleItem();

        story.Id.ShouldBe(First);
        story.Reports.ShouldHaveSingleItem().Article.ShouldBe(new ArticleId("a"));
        story.Changed.ShouldBe(Texts.Noon);
    }

    [Fact]
    public void Applying_a_grouping_twice_changes_nothing_the_second_time()
    {
        var grouping = new Grouping([Assigned("a", First), Assigned("c", First)], [], []);
        Apply(grouping);

        StoryBuilder.Apply(_stored, grouping, Texts.Noon.AddHours(1)).ShouldBeEmpty();
    }

    [Fact]
    public void An_edited_report_keeps_the_wording_it_had_until_then_once()
    {
        Apply(Assigned("a", First, "Fifteen were killed."));
        var edited = Assigned("a", First, "Twenty were killed.");
        var grouping = new Grouping([edited with { Article = edited.Article with { Title = "Twenty killed" } }], [], []);
        Apply(grouping);

        var former = _stored[First].Reports.ShouldHaveSingleItem().Former.ShouldHaveSingleItem();
        (former.Title, former.Summary, former.Until).ShouldBe(("Title", "Fifteen were killed.", Texts.Noon));
        StoryBuilder.Apply(_stored, grouping, Texts.Noon.AddHours(1)).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_keeps_the_strongest_evidence_that_its_article_was_kept_for_each_name_once()
    {
        Evidence[] why = [new("text", "text", null, 0.5), new("naira", "text", null, -2), new("Djibo", "text", "bf.djibo", 1), new("Djibo", "title", "bf.djibo", 3),
            new(new string('x', 1000), "text", null, 9), new("attaque", "title", null, 1), new("army", "text", null, 0.9), new("tué", "text", null, 0.8)];
        var assigned = Assigned("a", First);

        var report = Apply(new Grouping([assigned with { Article = assigned.Article with { Match = assigned.Article.Match with { Why = why } } }], [], []))[0].Reports[0];

        report.Why.Select(e => (e.Term, e.Field)).ShouldBe([("Djibo", "title"), ("attaque", "title"), ("army", "text"), ("tué", "text")]);
    }

    [Fact]
    public void A_merged_story_hands_its_reports_over_and_points_to_where_they_are()
    {
        Apply(new Grouping([Assigned("a", First), Assigned("b", Second)], [], []));
        var merge = new Grouping([], [new StoryMove("merged", Second, First, [new ArticleId("b")], "same town")], []);

        var written = Apply(merge);

        written.Select(s => s.Id).ShouldBe([First, Second], "the story that gains is written first");
        _stored[First].Reports.Select(r => r.Article.Value).ShouldBe(["a", "b"]);
        _stored[First].History.ShouldHaveSingleItem().Other.ShouldBe(Second);
        _stored[Second].Reports.ShouldBeEmpty();
        _stored[Second].MergedInto.ShouldBe(First);
        StoryBuilder.Apply(_stored, merge, Texts.Noon.AddHours(1)).ShouldBeEmpty();
    }

    [Fact]
    public void A_crash_after_the_first_write_of_a_merge_loses_no_report()
    {
        Apply(new Grouping([Assigned("a", First), Assigned("b", Second)], [], []));
        var merge = new Grouping([], [new StoryMove("merged", Second, First, [new ArticleId("b")], "same town")], []);
        var written = StoryBuilder.Apply(_stored, merge, Texts.Noon);
        _stored[written[0].Id] = written[0];

        Apply(merge);

        _stored[First].Reports.Count.ShouldBe(2);
        _stored[Second].Reports.ShouldBeEmpty();
    }

    [Fact]
    public void A_representative_that_was_displaced_becomes_a_copy_in_the_story()
    {
        Apply(Assigned("a", First));
        Apply(new Grouping([Assigned("c", First)], [], [new CopyChange(First, new ArticleId("a"), new ArticleId("c"))]));

        _stored[First].Reports.Single(r => r.Article.Value == "a").CopyOf.ShouldBe(new ArticleId("c"));
    }

    [Fact]
    public void The_countries_of_a_text_count_once_however_often_it_is_reprinted()
    {
        Assignment In(string id, string country, string? copyOf = null)
        {
            var assigned = Assigned(id, First);
            var match = new Match { Relevant = true, Score = 1, Countries = [country] };
            return assigned with { Article = assigned.Article with { Match = match }, CopyOf = copyOf is null ? null : new ArticleId(copyOf) };
        }

        var story = Apply(In("a", "ML"), In("b", "ML", "a"), In("c", "ML", "a"), In("d", "NE"), In("e", "NE")).Single();

        story.Countries.ShouldBe(["NE", "ML"]);
    }

    [Theory]
    [InlineData("OUAGADOUGOU, Oct 21 (Desert Wire) - Gunmen stormed a camp.", "Desert Wire")]
    [InlineData("N'DJAMENA (Agence Sahel Presse) - Le ministre a dit.", "Agence Sahel Presse")]
    [InlineData("Bamako, Mali (AP) — Soldiers said.", "AP")]
    [InlineData("Le ministre a parlé hier à la presse.\n\nAvec AFP", "AFP")]
    [InlineData("Soldiers were seen. (Reuters)", "Reuters")]
    [InlineData("قال الوزير إن الحكومة ستعمل على ذلك. المصدر: رويترز", "رويترز")]
    [InlineData("The toll was given by AFP on Monday, and the army denied it.", null)]
    [InlineData("Le Groupe de soutien (JNIM) a revendiqué l'attaque.", null)]
    public void An_agency_is_credited_by_dateline_or_closing_line(string text, string? agency) =>
        Apply(Assigned("a", First, text)).Single().Reports[0].Agency.ShouldBe(agency);

    private static Assignment Assigned(string id, StoryId story, string text = "Some text.") =>
        new(Texts.Article(id, text, "Title"), story, null, "the first report of it");

    private IReadOnlyList<Story> Apply(params Assignment[] assignments) => Apply(new Grouping(assignments, [], []));

    private IReadOnlyList<Story> Apply(Grouping grouping)
    {
        var stories = StoryBuilder.Apply(_stored, grouping, Texts.Noon);
        foreach (var story in stories)
            _stored[story.Id] = story;
        return stories;
    }
}
