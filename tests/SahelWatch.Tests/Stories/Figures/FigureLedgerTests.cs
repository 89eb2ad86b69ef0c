using SahelWatch.Domain;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Tests.Stories.Figures;

public class FigureLedgerTests
{
    [Fact]
    public void A_higher_figure_later_revises_the_one_before()
    {
        var row = Killed(Report("a", 0, 15, "security"), Report("b", 6, 40, "security"));

        row.Standing.ShouldBe("revised");
        row.Claims.Select(c => c.Value).ShouldBe([40, 15]);
    }

    [Fact]
    public void An_official_figure_and_a_unions_are_disputed_whichever_came_first() =>
        Killed(Report("a", 0, 6, "army"), Report("b", 6, 21, "union")).Standing.ShouldBe("disputed");

    [Fact]
    public void A_contradiction_stays_one_on_every_day_and_the_sides_take_no_turns()
    {
        Report[] reports = [Report("a", 0, 6, "army"), Report("b", 6, 21, "union"), Report("c", 24, 6, "army"), Report("d", 30, 21, null),
            Report("e", 48, 21, "union"), Report("f", 72, 6, "army")];

        var days = Enumerable.Range(2, reports.Length - 1).Select(n => Killed([.. reports.Take(n)])).ToList();

        days.ShouldAllBe(d => d.Standing == "disputed" && d.Claims[0].Value == 21);
    }

    [Fact]
    public void A_contradiction_ends_when_one_side_gives_in()
    {
        var row = Killed(Report("a", 0, 6, "army"), Report("b", 6, 21, "union"), Report("c", 24, 21, "army"));

        (row.Standing, row.Claims[0].Value).ShouldBe(("revised", 21));
    }

    [Fact]
    public void What_an_armed_group_boasts_of_is_told_and_does_not_lead_where_anybody_else_has_counted()
    {
        var row = Killed(Report("a", 0, 7, "army"), Report("b", 6, 40, "group"), Report("c", 24, 14, "army"));

        row.Standing.ShouldBe("disputed");
        row.Claims.Select(c => c.Value).Take(2).ShouldBe([14, 40]);
        Killed(Report("b", 6, 40, "group")).Claims[0].Value.ShouldBe(40, "nobody else has");
    }

    [Fact]
    public void What_residents_count_leads_where_the_army_counts_fewer() =>
        Killed(Report("a", 0, 7, "army"), Report("b", 6, 30, "witnesses")).Claims[0].Value.ShouldBe(30);

    [Fact]
    public void A_source_revises_its_own_figure_downwards()
    {
        var row = Killed(Report("a", 0, 29, "government"), Report("b", 20, 24, "government"));

        (row.Standing, row.Claims[0].Value).ShouldBe(("revised", 24));
    }

    [Fact]
    public void An_outlet_that_is_late_does_not_bring_back_the_figure_before()
    {
        var row = Killed(Report("a", 0, 15, null), Report("b", 6, 40, null), Report("c", 8, 15, null, outlet: "Late Times"),
            Report("d", 9, 15, null, outlet: "Later Times"));

        (row.Standing, row.Claims[0].Value).ShouldBe(("revised", 40));
    }

    [Fact]
    public void The_missing_become_fewer_and_no_late_outlet_loses_them_again()
    {
        var row = FigureLedger.From(StoryOf(Missing("a", 0, 30), Missing("b", 24, 17), Missing("c", 26, 30))).Single();

        (row.Standing, row.Claims[0].Value).ShouldBe(("revised", 17));
    }

    [Fact]
    public void Bodies_found_later_are_no_toll_that_was_revised()
    {
        var row = Killed(Report("a", 0, 21, null), Report("b", 24, 13, null));

        (row.Standing, row.Claims.Select(c => c.Value).Single()).ShouldBe(("agreed", 21));
    }

    [Fact]
    public void A_lower_figure_stands_once_two_outlets_give_it()
    {
        Killed(Report("a", 0, 40, null), Report("b", 6, 35, null)).Claims[0].Value.ShouldBe(40);
        Killed(Report("a", 0, 40, null), Report("b", 6, 35, null), Report("c", 7, 35, null, outlet: "Savanna Times")).Claims[0].Value.ShouldBe(35);
    }

    [Fact]
    public void A_report_that_sums_up_overtakes_a_lower_official_figure_that_nobody_contradicts()
    {
        var row = Killed(Report("a", 0, 6, "army"), Report("b", 24, 12, null));

        (row.Standing, row.Claims[0].Value).ShouldBe(("revised", 12));
    }

    [Fact]
    public void A_round_figure_agrees_with_the_exact_one_which_stands()
    {
        var row = Killed(Report("a", 0, 39, null), Report("b", 6, 40, null, "about"));

        row.Standing.ShouldBe("agreed");
        row.Claims[0].Value.ShouldBe(39);
    }

    [Fact]
    public void Copies_make_one_claim() =>
        Killed(Report("a", 0, 15, "army"), Report("b", 1, 15, "army") with { CopyOf = new ArticleId("a") }).Claims.Count.ShouldBe(1);

    [Fact]
    public void A_story_without_figures_has_no_row() => FigureLedger.From(StoryOf(Report("a", 0, 0, null) with { Figures = [] })).ShouldBeEmpty();

    [Fact]
    public void A_claim_says_who_published_it_and_when()
    {
        var claim = Killed(Report("a", 3, 15, "army")).Claims.ShouldHaveSingleItem();

        (claim.By, claim.Outlet, claim.Article, claim.At).ShouldBe(("army", "Desert Wire", new ArticleId("a"), Texts.Noon.AddHours(3)));
    }

    [Fact]
    public void A_figure_that_its_source_takes_back_no_longer_stands_in_the_press_either()
    {
        var row = Killed(Report("a", 0, 23, null), Report("b", 2, 23, "government"), Report("c", 24, 19, "government"));

        (row.Standing, row.Claims[0].Value).ShouldBe(("revised", 19));
    }

    [Fact]
    public void Fighters_are_no_victims_and_say_nothing_against_the_civilians_of_another_report()
    {
        var fighters = Report("a", 0, 20, "army");
        fighters = fighters with { Figures = [fighters.Figures[0] with { OfFighters = true }] };

        FigureLedger.From(StoryOf(fighters)).ShouldBeEmpty();
        var row = Killed(fighters, Report("b", 3, 13, "group"));
        (row.Standing, row.Claims.ShouldHaveSingleItem().Value).ShouldBe(("agreed", 13));
    }

    [Theory]
    [InlineData("army")]
    [InlineData(null)]
    public void A_correction_takes_back_the_figure_that_it_names_whoever_gave_it(string? source)
    {
        var correction = Report("b", 20, 6, source);
        correction = correction with { Figures = [correction.Figures[0] with { Instead = 16 }] };

        var row = Killed(Report("a", 0, 16, null), correction);

        (row.Standing, row.Claims[0].Value).ShouldBe(("revised", 6));
    }

    private static Report Missing(string id, double hours, int value) =>
        Report(id, hours, 0, null) with { Figures = [new Figure("missing", value, "exactly", null, "government", "quote")] };

    private static FigureRow Killed(params Report[] reports) => FigureLedger.From(StoryOf(reports)).Single(r => r.Kind == "killed");

    private static Story StoryOf(params Report[] reports) => new()
    {
        Id = new StoryId("s"),
        Reports = reports,
        FirstReported = reports[0].Date,
        LastReported = reports[^1].Date,
        Changed = reports[^1].Date,
    };

    private static Report Report(string id, double hours, int killed, string? source, string qualifier = "exactly", string outlet = "Desert Wire") => new()
    {
        Article = new ArticleId(id),
        Source = outlet,
        Language = "en",
        Url = new Uri($"https://example.org/{id}"),
        Title = id,
        Date = Texts.Noon.AddHours(hours),
        FirstSeen = Texts.Noon.AddHours(hours),
        Figures = [new Figure("killed", killed, qualifier, null, source, "quote")],
    };
}
