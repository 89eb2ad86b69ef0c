using SahelWatch.Digests.Composing;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests;

public class PlaceNamesTests
{
    private static readonly PlaceNames English = new(EntrySet.Shipped, "en");

    [Theory]
    [InlineData("Two dead as fire guts N'Djamena market", "A market burnt in the capital.", "Days after Ségou, another market burnt.", "N'Djamena, Chad")]
    [InlineData("Chad names new government", "It has thirty members.", "Thirty members, one of them from Moundou.", "Chad")] // one text, and not what it is about
    [InlineData("Market of Moundou burns", "MOUNDOU - A market burnt.", "Moundou's market burnt.", "Moundou, Logone Occidental, Chad")]
    [InlineData("Clashes in Tandjilé", "LAÏ - Herders and farmers fought near Kélo.", "Fighting broke out at Kélo.", "Kélo, Tandjilé, Chad")]
    [InlineData("Army says it killed twenty", "N'DJAMENA - The army said it had bombed a camp near Adré.", "In N'Djamena the army said it had struck near Adré.", "Adré, Ouaddaï, Chad")]
    public void A_story_is_placed_where_it_happened_not_where_it_was_said_or_what_it_is_compared_with(string title, string lead, string other, string where)
    {
        var story = StoryOf([Report("a", title, Monday, lead: lead) with { Countries = ["TD"] }, Report("b", "More", Monday, lead: other) with { Countries = ["TD", "ML"] }]);

        string.Join(", ", English.Of(story)).ShouldBe(where);
        PlaceNames.CountriesOf(story).ShouldBe(["TD"]);
    }

    [Fact]
    public void A_line_names_the_place_in_its_main_country_or_the_countries_where_they_are_many()
    {
        var summit = Report("a", "Ministers meet in Ouagadougou", Monday) with { Countries = ["ML", "NE", "BF"] };

        English.Where(StoryOf([summit]) with { Countries = ["ML", "NE", "BF"] }).ShouldBe(["Mali", "Niger", "Burkina Faso"]);
        English.Where(StoryOf([summit]) with { Countries = ["ML"] }).ShouldBe(["Mali"], "Ouagadougou is not in Mali");
        English.Where(StoryOf([summit]) with { Countries = ["BF"] }).ShouldBe(["Burkina Faso", "Ouagadougou"]);
    }

    [Theory]
    [InlineData("Nine thousand refugees from El Fasher reach Wadi Fira", "TD", "Wadi Fira, Chad")] // El Fasher is in Sudan
    [InlineData("Five workers abducted in western Niger", "NE", "western Niger")]
    [InlineData("Attack on a convoy from western Niger", "BF", "Burkina Faso")]
    public void No_place_outside_its_country_is_named_and_no_country_twice(string title, string country, string where) =>
        string.Join(", ", English.Of(StoryOf([Report("a", title, Monday) with { Countries = [country] }]) with { Countries = [country] })).ShouldBe(where);

    [Fact]
    public void A_region_called_after_its_town_is_not_named_beside_it() =>
        English.Of(StoryOf([Report("a", "Gunfire in Zinder", Monday)]) with { Countries = ["NE"] }).ShouldBe(["Zinder", "Niger"]);

    [Theory]
    [InlineData("td.lai", "en", "Laï")]
    [InlineData("td.lai", "fr", "Laï")]
    [InlineData("td.lai", "ar", "لاي")]
    public void What_only_tells_a_name_from_a_word_is_not_shown(string id, string language, string name) => EntrySet.Shipped.Name(id, language).ShouldBe(name);

    private static Story StoryOf(Report[] reports) => Of(reports) with
    {
        Countries = ["TD", "ML"],
        Entities = [.. reports.SelectMany(r => EntrySet.Shipped.Scan($"{r.Title}\n{r.Lead}")).Where(h => h.Entry.IsPlace).Select(h => h.Entry.Id).Distinct()],
    };
}
