using SahelWatch.Digests;
using SahelWatch.Domain;

using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests.Composing;

/// <summary>The headline, the quotations and the line that stand for a story.</summary>
public class WordingTests
{
    private static readonly DateTimeOffset Noon = Monday.AddHours(-18);

    [Fact]
    public void A_headline_is_in_the_readers_language_where_a_report_has_it()
    {
        var story = Of(Report("a", "Attaque à Djibo", Noon, "fr"), Report("b", "هجوم في جيبو", Noon, "ar"), Report("c", "Attack in Djibo", Noon));

        Digest(Monday, story).Stories[0].Headline.ShouldBe(new Headline("Attack in Djibo", "en", new ArticleId("c"), new Uri("https://c.example/article")));
    }

    [Fact]
    public void A_headline_that_no_report_has_in_the_readers_language_stays_as_it_is()
    {
        var story = Of(Report("b", "هجوم في جيبو", Noon, "ar"), Report("a", "Attaque à Djibo", Noon, "fr"));

        Digest(Monday, story).Stories[0].Headline.Language.ShouldBe("fr");
    }

    [Fact]
    public void The_headline_is_not_one_with_a_figure_that_was_revised()
    {
        var story = Of(
            Report("a", "Attack on Djibo camp leaves 15 soldiers dead", Noon, figures: Killed(15)),
            Report("b", "Attack on Djibo camp leaves 15 soldiers dead, army says", Noon.AddMinutes(10), figures: Killed(15)),
            Report("copy", "Attack on Djibo camp leaves 15 soldiers dead", Noon.AddMinutes(20), copyOf: "a", figures: Killed(15)),
            Report("c", "Toll of Djibo rises to 40", Noon.AddHours(4), figures: Killed(40)));

        var told = Digest(Monday, story).Stories[0];

        told.Headline.Article.Value.ShouldBe("c");
        told.Figures.ShouldHaveSingleItem().Claim.Value.ShouldBe(40);
        told.Figures[0].Others.ShouldHaveSingleItem().Value.ShouldBe(15);
    }

    [Fact]
    public void A_fuller_version_of_a_text_is_quoted_for_what_it_adds()
    {
        const string lead = "Gunmen killed fourteen villagers near Ayorou before dawn on Sunday. They came on motorcycles and stayed for two hours, residents said.";
        const string added = "The regional governor declared a night curfew for the whole department on Monday.";
        var first = Report("a", "Gunmen kill 14 near Ayorou", Noon, lead: lead);
        var fuller = Report("b", "Curfew after attack near Ayorou", Tuesday.AddHours(-3), lead: lead, copyOf: "a") with { Additions = [added, "Read also: life in Ayorou under siege"] };

        After(Digest(Monday, Of(first)), Tuesday, Of(first, fuller)).Stories.ShouldHaveSingleItem().Excerpts.ShouldHaveSingleItem().Text
            .ShouldBe("Gunmen killed fourteen villagers near Ayorou before dawn on Sunday. […] " + added);
    }

    [Fact]
    public void A_report_whose_toll_was_overtaken_is_not_quoted_beside_one_that_gives_the_new()
    {
        var old = Report("a", "Fifteen buried in gold pit", Noon, lead: "At least 15 people were buried alive when a pit caved in near the border, residents said.",
            figures: Killed(15));
        var now = Report("b", "Toll of gold pit doubles", Noon.AddHours(5), lead: "The governor said the toll had risen to 28 after diggers were brought in.",
            figures: Killed(28));

        Digest(Monday, Of(old, now)).Stories[0].Excerpts.ShouldHaveSingleItem().Text.ShouldStartWith("The governor");
    }

    [Fact]
    public void Bylines_and_datelines_are_not_quoted() =>
        Digest(Monday, Of(Report("a", "Attaque à Ayorou", Noon, lead:
            "Par notre correspondant particulier à Téra\n\nNIAMEY (Agence Sahel Presse) - Des hommes armés ont attaqué dimanche un poste près d’Ayorou.")))
            .Stories[0].Excerpts.ShouldHaveSingleItem().Text.ShouldBe("Des hommes armés ont attaqué dimanche un poste près d’Ayorou.");

    [Fact]
    public void A_headline_that_a_report_in_another_language_overtakes_gets_a_line()
    {
        var unhurt = Report("a", "Shells land at Gao airport, nobody hurt", Noon);
        var dead = Report("b", "Aéroport de Gao : deux morts", Noon.AddHours(6), "fr", figures: Killed(2));

        Digest(Monday, Of(unhurt, dead)).Stories[0].Gist.ShouldBe("Mali: shelling, 2 killed; 1 report in French");
        Digest(Monday, Of(unhurt with { Figures = [Killed(2)] }, dead)).Stories[0].Gist.ShouldBeNull("the English report says as much");
    }

    [Fact]
    public void The_line_says_what_happened_last()
    {
        var taken = Report("a", "Trois humanitaires enlevés près de Ménaka", Noon, "fr");
        var free = Report("b", "Ménaka : les humanitaires enlevés ont été libérés", Tuesday.AddHours(-3), "fr", lead: "Ils sont arrivés lundi soir à Gao, fatigués mais sains et saufs.");

        After(Digest(Monday, Of(taken)), Tuesday, Of(taken, free)).Stories[0].Gist.ShouldBe("Mali: release of captives; 1 report in French");
    }

    [Fact]
    public void The_line_says_what_it_was_all_about_where_the_last_report_says_less()
    {
        var mine = Report("a", "Éboulement dans une mine d’or : seize morts", Noon, "fr", figures: Killed(16));
        var arrest = Report("b", "Mine d’or : le propriétaire du site arrêté", Tuesday.AddHours(-3), "fr", figures: Killed(22));

        After(Digest(Monday, Of(mine)), Tuesday, Of(mine, arrest)).Stories[0].Gist.ShouldBe("Mali: collapse, 22 killed; 1 report in French");
    }

    [Fact]
    public void The_line_of_a_weekly_log_names_no_single_event()
    {
        var log = Report("a", "La semaine au Sahel : attaque à Djibo, naufrage à Nouadhibou", Noon, "fr") with { IsRoundup = true };

        Digest(Monday, Of(log) with { Countries = ["BF", "MR"] }).Stories[0].Gist.ShouldBe("Burkina Faso, Mauritania: several events; 1 report in French");
    }

    [Fact]
    public void A_story_in_another_language_gets_a_line_in_the_readers()
    {
        var story = Of(Report("a", "هجوم على مسجد", Noon, "ar", figures: Killed(22)), Report("b", "مقتل 22 في هجوم على مسجد", Noon, "ar", figures: Killed(22)));

        Digest(Monday, story).Stories[0].Gist.ShouldBe("Mali: attack, 22 killed; 2 reports in Arabic");
        Digest(Monday, Of(Report("a", "Attack on mosque", Noon, figures: Killed(22)))).Stories[0].Gist.ShouldBeNull();
    }
}
