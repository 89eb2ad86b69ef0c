using SahelWatch.Archive;
using SahelWatch.Domain;
using SahelWatch.Tests.Stories;

namespace SahelWatch.Tests.Archive;

public class ArrivalsTests
{
    private static readonly Article First = Texts.Article("a", "Fifteen killed.", "Attack in Djibo");

    [Fact]
    public void Of_an_article_stored_twice_the_first_stays() =>
        Arrivals.Of([First, First with { Title = "As a second feed has it" }]).ShouldHaveSingleItem().Title.ShouldBe("Attack in Djibo");

    [Fact]
    public void An_edit_takes_the_place_of_the_wording_before_it_but_not_its_dates()
    {
        var edit = First with { Title = "Attack near Djibo", IsEdit = true, Published = First.Published!.Value.AddHours(5), FirstSeen = First.FirstSeen.Date };

        var article = Arrivals.Of([First, edit]).ShouldHaveSingleItem();

        (article.Title, article.Published, article.FirstSeen, article.IsEdit).ShouldBe(("Attack near Djibo", First.Published, First.FirstSeen, false));
    }

    [Fact]
    public void An_edit_brings_the_date_that_was_missing() =>
        Arrivals.Of([First with { Published = null }, First with { IsEdit = true }]).Single().Published.ShouldBe(First.Published);

    [Fact]
    public void Two_edits_of_what_came_before_are_one_edit()
    {
        var article = Arrivals.Of([First with { IsEdit = true, Title = "One" }, First with { IsEdit = true, Title = "Two" }]).ShouldHaveSingleItem();

        (article.Title, article.IsEdit).ShouldBe(("Two", true));
    }

    [Fact]
    public void Articles_come_in_the_order_in_which_they_were_first_stored()
    {
        var (b, c) = (Texts.Article("b", "B."), Texts.Article("c", "C."));

        Arrivals.Of([c, First, b, First with { IsEdit = true }, c]).Select(a => a.Id.Value).ShouldBe(["c", "a", "b"]);
    }
}
