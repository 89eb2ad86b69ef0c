using SahelWatch.Feeds.Opml;
using SahelWatch.Outlets;

namespace SahelWatch.Tests.Outlets;

public class OutletTableTests
{
    [Theory]
    [InlineData("https://www.rfi.fr/fr/afrique/1", "https://www.france24.com/fr/1")]
    [InlineData("https://amap.ml/1", "https://www.lessor.ml/1")]
    [InlineData("https://feeds.bbci.co.uk/1", "https://bbci.co.uk/2")]
    [InlineData("https://www.bbc.com/afrique/1", "https://www.bbc.co.uk/news/1")]
    [InlineData("https://french.xinhuanet.com/1", "https://english.news.cn/1")]
    [InlineData("https://a.unlisted.co.uk/1", "https://b.unlisted.co.uk/1")]
    public void Outlets_of_one_owner_are_one_voice(string one, string other) =>
        OutletTable.Shipped.OwnerOf(new Uri(one), "One").ShouldBe(OutletTable.Shipped.OwnerOf(new Uri(other), "Other"));

    [Theory]
    [InlineData("https://amap.ml/1", "https://aib.media/1")]
    [InlineData("https://one.co.uk/1", "https://other.co.uk/1")]
    [InlineData("https://notrfi.fr/1", "https://rfi.fr/1")]
    [InlineData("https://news.google.com/1", "https://news.google.com/2")]
    public void Outlets_of_different_owners_are_several(string one, string other) =>
        OutletTable.Shipped.OwnerOf(new Uri(one), "One").ShouldNotBe(OutletTable.Shipped.OwnerOf(new Uri(other), "Other"));

    [Fact]
    public void An_outlet_that_the_table_does_not_know_goes_by_its_domain_and_the_name_on_the_list() =>
        OutletTable.Shipped.Of(new Uri("https://www.nouvelle.example/rss"), "La Nouvelle")
            .ShouldBe(new Outlet { Id = "nouvelle.example", Name = "La Nouvelle" });

    [Fact]
    public void Every_feed_of_the_shipped_list_has_a_card_and_every_card_a_feed()
    {
        var carded = OutletTable.Shipped.Outlets.Select(o => o.Id).ToHashSet();
        var listed = FeedList.Shipped.Select(f => OutletTable.Shipped.Of(f.Site!, f.Title).Id).ToHashSet();

        listed.Except(carded).ShouldBeEmpty();
        carded.Except(listed).ShouldBeEmpty();
    }

    [Fact]
    public void A_card_names_states_and_homes_by_their_codes() =>
        OutletTable.Shipped.Outlets.SelectMany(o => new[] { o.Country, o.State }).OfType<string>()
            .ShouldAllBe(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper));

    [Fact]
    public void What_one_state_owns_has_one_owner_in_the_five_countries() =>
        OutletTable.Shipped.Outlets.Where(o => o.State is "ML" or "BF" or "NE" or "TD" or "MR").GroupBy(o => o.State)
            .ShouldAllBe(state => state.Select(o => o.Owner).Distinct().Count() == 1);
}
