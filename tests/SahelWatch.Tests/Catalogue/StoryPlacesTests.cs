using System.Text.Json;
using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Catalogue;

/// <summary>Where an event happened; tests/evaluate/places.sh measures it.</summary>
public class StoryPlacesTests
{
    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);
    private static readonly StoryPlaces Places = new(EntrySet.Shipped);

    [Fact]
    public void The_best_place_lies_in_the_right_country_and_region()
    {
        var cases = File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Catalogue/places.jsonl"))
            .Select(l => JsonSerializer.Deserialize<Case>(l, JsonSerializerOptions.Web)!).ToList();
        var best = cases.Select(c => (Case: c, Place: Places.Of(StoryOf(c.Title, c.Text, c.Lang))[0])).ToList();

        cases.Count.ShouldBeGreaterThanOrEqualTo(28);
        best.Count(b => b.Place.Country == b.Case.Country).ShouldBeGreaterThanOrEqualTo((int)(0.98 * cases.Count));
        best.Count(b => b.Case.Admin1.Length == 0 || b.Place.Admin1 == b.Case.Admin1).ShouldBeGreaterThanOrEqualTo((int)(0.9 * cases.Count));
    }

    [Theory]
    [InlineData("Gunmen kill nine near Djibo", "", "bf.djibo", PlacePrecision.Place)]
    [InlineData("Floods in Tillabéri region displace thousands", "NIAMEY - The government said so on Monday.", "ne.tillaberi-region", PlacePrecision.Admin1)]
    [InlineData("Mali raises fuel prices", "The government said so on Monday.", "ml", PlacePrecision.Country)]
    public void How_exactly_a_place_is_known_is_said(string title, string text, string id, PlacePrecision precision)
    {
        var place = Places.Of(StoryOf(title, text, "en"))[0];

        (place.Id, place.Precision).ShouldBe((id, precision));
        place.Position.ShouldNotBeNull();
    }

    [Fact]
    public void An_event_at_several_places_has_them_all() =>
        Places.Of(StoryOf("Attacks in Gao and Timbuktu leave ten dead", "Gao and Timbuktu were attacked at dawn.", "en")).Select(p => p.Id)
            .ShouldBe(["ml.gao", "ml.tombouctou"], ignoreOrder: true);

    [Theory]
    [InlineData("fr", "La crue du Chari noie deux quartiers de N'Djamena", "Le fleuve Chari est sorti de son lit dans la nuit.")]
    [InlineData("en", "Chari River floods N'Djamena, 23 dead", "The Chari River burst its banks.")]
    [InlineData("ar", "فيضان نهر شاري يغمر أحياء في نجامينا", "قال الدفاع المدني إن نهر شاري تجاوز ضفافه.")]
    public void A_flood_is_in_the_town_not_in_the_river(string language, string title, string text) =>
        Places.Of(StoryOf(title, text, language))[0].Id.ShouldBe("td.ndjamena");

    [Fact]
    public void A_dateline_is_no_place_of_the_event() =>
        Places.Of(StoryOf("Mine kills four near Ansongo", "BAMAKO - Four people died on Monday near Ansongo, officials in Bamako said.", "en"))
            .ShouldHaveSingleItem().Id.ShouldBe("ml.ansongo");

    private static Story StoryOf(string title, string text, string language)
    {
        var id = ArticleId.From(title);
        var article = new Article
        {
            Id = id,
            Feed = FeedId.From(new Uri("https://feed.example/")),
            Source = "Outlet",
            Url = new Uri("https://outlet.example/a"),
            Title = title,
            Text = text,
            Language = language,
            FirstSeen = GroupingHarness.Now,
            Match = Matcher.Match(title, "", text, language),
        };
        return StoryBuilder.Apply(
            new Dictionary<StoryId, Story>(), new Grouping([new Assignment(article, StoryId.FoundedBy(id), null, "")], [], []), GroupingHarness.Now).Single();
    }

    private sealed record Case(string Lang, string Title, string Text, string Country, string Admin1);
}
