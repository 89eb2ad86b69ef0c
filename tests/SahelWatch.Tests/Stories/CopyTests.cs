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

    private Dictionary<string, Assignment> Group(params Article[] articles) =>
        _grouper.Assign(articles, _index, Texts.Noon.AddDays(1)).Assignments.ToDictionary(a => a.Article.Id.Value);
}
