using SahelWatch.Digests;
using SahelWatch.Digests.Composing.Severities;

using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests.Composing;

/// <summary>Which stories a digest has, and in which order.</summary>
public class RankingTests
{
    private static readonly DateTimeOffset Noon = Monday.AddHours(-18);

    [Fact]
    public void What_others_make_of_a_bulletin_stays_with_the_bulletins()
    {
        var bulletin = Report("a", "Bulletin des prix n° 12 : le mil recule", Noon, "fr");
        var retold = Report("b", "Millet gets cheaper across the country as harvest begins", Tuesday.AddHours(-3));
        var monday = Compose(Input(Monday, Of(bulletin) with { Themes = ["economy"] }));

        var told = After(monday, Tuesday, Of(bulletin, retold) with { Themes = ["economy"] });

        (monday.Leads, told.Stories[0].Severity, told.Leads).ShouldBe((0, SeverityTable.Routine, 0));
    }

    [Fact]
    public void On_a_quiet_day_an_ordinary_story_is_a_top_story_only_if_several_sources_report_it()
    {
        var talks = Of(Report("a", "Talks open in Bamako", Noon), Report("b", "Delegates meet for talks", Noon));
        var stadium = Of(Report("c", "New stadium nearly ready in San", Noon));

        Digest(Monday, talks, stadium).Leads.ShouldBe(1);
        Digest(Monday, stadium).Leads.ShouldBe(0);
    }

    [Fact]
    public void A_story_of_three_countries_stands_with_the_region()
    {
        var drugs = Report("a", "Ministers agree to buy medicine together", Noon) with { Countries = ["ML", "NE", "BF"] };

        Digest(Monday, Of(drugs) with { Countries = ["ML", "NE", "BF"] }).Stories[0].Country.ShouldBeEmpty();
        Digest(Monday, Of(drugs) with { Countries = ["ML", "NE"] }).Stories[0].Country.ShouldBe("ML");
    }

    [Theory]
    [InlineData("ML", "", "", false, "security", true)]
    [InlineData("NE", "", "", false, "security", false)]
    [InlineData("", "politics", "", false, "security", false)]
    [InlineData("", "", "fr", false, "security", false)]
    [InlineData("", "", "en", false, "security", true)]
    [InlineData("", "", "", false, "sport", false)]
    [InlineData("", "", "", true, "sport", true)]
    public void An_edition_carries_what_its_scope_covers(string country, string theme, string language, bool sport, string about, bool carried)
    {
        static string[] Listed(string value) => value.Length > 0 ? [value] : [];
        var edition = Daily with { Countries = Listed(country), Themes = Listed(theme), Languages = Listed(language), Sport = sport };

        var digest = Compose(Input(Monday, Of(Report("a", "Something", Noon)) with { Themes = [about] }) with { Edition = edition });

        digest.Stories.Count.ShouldBe(carried ? 1 : 0);
    }

    [Fact]
    public void Victims_and_independent_reports_rank_higher_than_copies_and_sport()
    {
        var alone = Of(Report("a", "Alone", Noon));
        var deadly = Of(Report("b", "Deadly", Noon, figures: Killed(30)));
        var copied = Of([Report("c", "Copied", Noon), .. Enumerable.Range(0, 5).Select(i => Report($"c{i}", "Copied", Noon, copyOf: "c"))]);
        var seen = Of([.. Enumerable.Range(0, 6).Select(i => Report($"d{i}", $"Seen {i}", Noon))]);
        var sport = Of([.. Enumerable.Range(0, 6).Select(i => Report($"s{i}", $"Sport {i}", Noon))]) with { Themes = ["sport"] };

        var digest = Compose(Input(Monday, alone, deadly, copied, seen, sport) with { Edition = Daily with { Sport = true } });

        digest.Stories.Select(s => s.Headline.Text[..2]).ShouldBe(["De", "Se", "Co", "Al", "Sp"]);
        digest.Stories[0].Score.ShouldContain(new ScorePart("fresh", 11.93));
    }

    [Fact]
    public void Of_events_equally_severe_the_deadlier_leads_however_many_outlets_report_the_other()
    {
        var four = Of([.. Enumerable.Range(0, 3).Select(i => Report($"a{i}", "Four killed", Noon, source: $"Outlet {i}", figures: Killed(4)))]);
        var eight = Of(Report("b", "Eight killed", Noon, figures: Killed(8)));

        Digest(Monday, four, eight).Stories.Select(s => s.Headline.Text).ShouldBe(["Eight killed", "Four killed"]);
    }

    [Fact]
    public void A_toll_that_one_outlet_alone_gives_does_not_lead_over_one_that_several_give()
    {
        var wild = Of(Report("a", "999,999 killed", Noon, figures: Killed(999_999)));
        var sure = Of(Report("b", "Sixty killed", Noon, figures: Killed(60)), Report("c", "Sixty dead", Noon, figures: Killed(60)));

        Digest(Monday, wild, sure).Stories.Select(s => s.Headline.Text).ShouldBe(["Sixty killed", "999,999 killed"], ignoreOrder: false);
    }

    [Fact]
    public void One_outlet_alone_does_not_fill_the_digest()
    {
        var many = Enumerable.Range(0, 30).Select(i => Of(Report($"m{i}", $"Exclusive {i}", Noon, source: "Loud"))).ToList();
        var other = Of(Report("b", "Bridge at Gaya reopens", Noon), Report("c", "Gaya bridge open again", Noon));

        Digest(Monday, [.. many, other]).Stories.Count.ShouldBe(9);
        Digest(Monday, [.. many]).Stories.Count.ShouldBe(30, "nobody else reports anything");
    }
}
