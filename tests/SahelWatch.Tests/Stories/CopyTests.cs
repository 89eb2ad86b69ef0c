using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Tests.Stories;

public class CopyTests
{
    private readonly WindowIndex _index = new();
    private readonly StoryGrouper _grouper = new(EntrySet.Shipped, new StoryOptions());

    [Fact]
    public void A_text_cut_to_a_third_is_a_copy_of_the_whole()
    {
        var whole = Texts.Words(1, 300);
        var found = Group(Texts.Article("a", whole), Texts.Article("b", string.Join(' ', whole.Split(' ').Take(100)), hours: 1));

        found["b"].CopyOf.ShouldBe(new ArticleId("a"));
        found["b"].Story.ShouldBe(found["a"].Story);
    }

    [Fact]
    public void Texts_that_share_a_third_of_their_words_are_no_copies()
    {
        var shared = Texts.Words(1, 60);
        var found = Group(Texts.Article("a", shared + " " + Texts.Words(2, 120)), Texts.Article("b", Texts.Words(3, 120) + " " + shared, hours: 1));

        found["b"].CopyOf.ShouldBeNull();
    }

    [Fact]
    public void A_segment_that_was_written_reads_back_to_the_same_bytes()
    {
        Group(Texts.Article("a", Texts.Words(1)), Texts.Article("b", Texts.Words(2)));
        var day = _index.Changed.ShouldHaveSingleItem();
        var segment = _index.Segment(day);

        WindowIndex.Read([segment]).Segment(day).ToArray().ShouldBe(segment.ToArray());
    }

    [Fact]
    public void A_damaged_segment_is_counted_and_left_out()
    {
        Group(Texts.Article("a", Texts.Words(1)));
        var segment = _index.Segment(_index.Changed.Single());

        var index = WindowIndex.Read([segment[..(segment.Length / 2)], new byte[] { 99, 1 }]);

        index.Unreadable.ShouldBe([0, 1]);
        index.Count.ShouldBe(0);
    }

    private Dictionary<string, Assignment> Group(params Article[] articles) =>
        _grouper.Assign(articles, _index, Texts.Noon.AddDays(1)).Assignments.ToDictionary(a => a.Article.Id.Value);
}
