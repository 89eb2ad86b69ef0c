using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Web.Events;

namespace SahelWatch.Tests.Web;

/// <summary>What a story's page lists under "Earlier".</summary>
public class RelatedTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly CatalogueRow Attack = Row("attack", Noon, Place("ml.diabaly", "Ségou", "Niono"));

    [Fact]
    public void An_earlier_event_at_the_place_is_listed_whatever_it_was_about() =>
        Of(Row("flood", Noon.AddDays(-30), Place("ml.diabaly", "Ségou", "Niono"), "climate")).ShouldBe(["flood"]);

    [Fact]
    public void One_of_the_same_theme_in_the_district_or_the_region_is_listed_the_nearer_before_the_farther() =>
        Of(Row("region", Noon.AddDays(-1), Place("ml.san", "Ségou", "San")), Row("district", Noon.AddDays(-2), Place("ml.niono", "Ségou", "Niono")))
            .ShouldBe(["district", "region"]);

    [Fact]
    public void A_name_that_hardly_any_other_event_has_links_two_wherever_they_were()
    {
        var named = Row("named", Noon.AddDays(-3), Place("bf.djibo", "Sahel", "Soum")) with { Names = ["org.aes"] };

        Of(Attack with { Names = ["org.aes"] }, named).ShouldBe(["named"]);
        Of(Attack with { Names = ["org.aes"] }, [named, .. Enumerable.Range(0, 5).Select(n => Row($"{n}", Noon.AddDays(-4), Place("td.bol", "Lac", null)) with { Names = ["org.aes"] })])
            .ShouldBeEmpty("everybody names it");
    }

    [Theory]
    [InlineData("later at the place", 1, "ml.diabaly", "Ségou", "Niono", "security")]
    [InlineData("another theme in the district", -1, "ml.niono", "Ségou", "Niono", "economy")]
    [InlineData("another region", -1, "ml.hombori", "Mopti", "Douentza", "security")]
    [InlineData("a region of the same name in another country", -1, "bf.x", "Ségou", "Niono", "security")]
    public void Nothing_else_is(string what, int days, string place, string region, string district, string theme) =>
        Of(Row("other", Noon.AddDays(days), Place(place, region, district), theme)).ShouldBeEmpty(what);

    [Fact]
    public void Two_events_of_which_nothing_but_the_country_is_known_have_nothing_in_common()
    {
        var country = new CataloguePlace("ml", "Mali", "ML", null, null, null, PlacePrecision.Country);

        Of(Row("a", Noon, country), Row("b", Noon.AddDays(-1), country)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Of(params CatalogueRow[] others) => others[0].Id.Value is "attack" or "a" ? Of(others[0], others[1..]) : Of(Attack, others);

    private static IEnumerable<string> Of(CatalogueRow row, CatalogueRow[] others) =>
        StoryPages.Related(row, [row, .. others], EntrySet.Shipped).Select(r => r.Id.Value);

    private static CataloguePlace Place(string id, string admin1, string? admin2) =>
        new(id, id, id[..2].ToUpperInvariant(), new GeoPoint(14, -6), admin1, admin2, PlacePrecision.Place);

    private static CatalogueRow Row(string id, DateTimeOffset first, CataloguePlace place, string theme = "security") => new()
    {
        Id = new StoryId(id),
        Headlines = new Dictionary<string, string> { ["en"] = id },
        Places = [place],
        Themes = [theme],
        Reports = 1,
        Independent = 1,
        Languages = ["en"],
        First = first,
        Last = first.AddDays(5),
        Changed = first,
        Severity = 1,
        Words = " ",
    };
}
