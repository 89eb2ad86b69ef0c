using SahelWatch.Digests;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Domain;

using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests;

public class DigestComposerTests
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
    public void A_story_without_news_is_not_told_twice()
    {
        var story = Of(Report("a", "Market fire destroys three hundred stalls in Segou", Noon));
        var monday = Digest(Monday, story);

        monday.Stories.ShouldHaveSingleItem();
        After(monday, Tuesday, story).Stories.ShouldBeEmpty();
    }

    [Fact]
    public void A_further_copy_or_retelling_is_no_news()
    {
        var first = Report(
            "a", "Market fire destroys three hundred stalls in Segou", Noon, lead: "A fire destroyed three hundred stalls at the main market of Segou.");
        var copy = Report("b", "Segou market burns", Monday.AddHours(2), copyOf: "a");
        var retelling = Report(
            "c", "Segou market fire destroys stalls", Monday.AddHours(3), lead: "Three hundred stalls were destroyed in a fire at the main market.");

        After(Digest(Monday, Of(first)), Tuesday, Of(first, copy, retelling)).Stories.ShouldBeEmpty();
    }

    [Fact]
    public void A_report_after_days_of_silence_is_news_in_however_much_the_same_words()
    {
        const string accused = "The leader of the opposition party is accused of defamation at the court of Nouakchott.";
        var trial = Report("a", "Opposition leader on trial in Nouakchott", Noon, lead: accused);
        var verdict = Report("b", "Opposition leader jailed in Nouakchott", Noon.AddDays(6), lead: accused);

        After(Digest(Monday, Of(trial)), Monday.AddDays(7), Of(trial, verdict)).Stories.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_fuller_version_of_a_text_that_was_told_is_news()
    {
        var first = Report("a", "Gunmen kill 14 villagers in western Niger", Noon, figures: Killed(14));
        var fuller = Report("b", "Islamic State claims attack that killed 14", Monday.AddHours(2), copyOf: "a", figures: Killed(14)) with
        { Additions = ["The Islamic State group claimed responsibility."] };
        var raised = Report("c", "Gunmen kill 31 villagers in western Niger", Monday.AddHours(3), copyOf: "a", figures: Killed(31));
        var monday = Digest(Monday, Of(first));

        After(monday, Tuesday, Of(first, fuller)).Stories.ShouldHaveSingleItem().Headline.Article.Value.ShouldBe("b");
        After(monday, Tuesday, Of(first, raised)).Stories.ShouldHaveSingleItem().Headline.Article.Value.ShouldBe("c");
    }

    [Fact]
    public void A_story_that_goes_on_says_its_day_and_only_what_is_new()
    {
        var first = Report(
            "a", "Fifteen killed in Djibo", Noon, lead: "Gunmen killed fifteen soldiers at the Djibo camp before dawn on Sunday.", figures: Killed(15));
        var next = Report("b", "Djibo: governor announces curfew as toll reaches 40", Tuesday.AddHours(-3),
            lead: "The governor announced a curfew on Monday after the dead were counted again.", figures: Killed(40));
        var monday = Digest(Monday, Of(first));

        var told = After(monday, Tuesday, Of(first, next)).Stories.ShouldHaveSingleItem();

        told.Day.ShouldBe(3); // Sunday, Monday, Tuesday
        told.Headline.Article.Value.ShouldBe("b");
        told.Excerpts.ShouldHaveSingleItem().Text.ShouldStartWith("The governor");
        told.Sources.ShouldHaveSingleItem().Name.ShouldBe("Outlet b");
        told.Lineage.New.ShouldBe(1);
        told.Lineage.Reports.ShouldBe(2);
        var figure = told.Figures.ShouldHaveSingleItem();
        (figure.Claim.Value, figure.Was!.Value, figure.Was.On).ShouldBe((40, 15, new DateOnly(2026, 11, 2)));
        figure.Others.ShouldBeEmpty(); // the 15 is what readers were told
    }

    [Fact]
    public void A_toll_that_another_source_contradicts_is_no_revision_on_any_day()
    {
        var army = Report("a", "Six killed on Diema road, army says", Noon, figures: Killed(6));
        var union = Report("b", "Union counts 21 dead on Diema road", Tuesday.AddHours(-3), figures: Killed(21));
        var input = Input(Tuesday, Of(army, union)) with { Previous = [Digest(Monday, Of(army))], Window = new Window(Monday, Tuesday) };
        var disputed = input with { Figures = input.Figures.ToDictionary(f => f.Key, f => (IReadOnlyList<FigureRow>)[f.Value[0] with { Standing = "disputed" }]) };

        var told = Compose(disputed).Stories.ShouldHaveSingleItem();

        told.Figures[0].Was.ShouldBeNull();
        told.Figures[0].Others.ShouldHaveSingleItem().Value.ShouldBe(6);
        new StoryPhrases("en", "UTC").Standing(told).ShouldStartWith("6 to 21 killed · sources disagree");
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
    public void What_others_make_of_a_bulletin_stays_with_the_bulletins()
    {
        var bulletin = Report("a", "Bulletin des prix n° 12 : le mil recule", Noon, "fr");
        var retold = Report("b", "Millet gets cheaper across the country as harvest begins", Tuesday.AddHours(-3));
        var monday = Compose(Input(Monday, Of(bulletin) with { Themes = ["economy"] }));

        var told = After(monday, Tuesday, Of(bulletin, retold) with { Themes = ["economy"] });

        (monday.Leads, told.Stories[0].Severity, told.Leads).ShouldBe((0, SeverityTable.Routine, 0));
    }

    [Fact]
    public void A_known_toll_stays_with_its_story_in_every_update()
    {
        var first = Report("a", "Fifteen killed in Djibo", Noon, figures: Killed(15));
        var next = Report("b", "Governor announces curfew after visiting barracks", Tuesday.AddHours(-3), figures: Killed(15));

        var figure = After(Digest(Monday, Of(first)), Tuesday, Of(first, next)).Stories.ShouldHaveSingleItem().Figures.ShouldHaveSingleItem();

        figure.Claim.Value.ShouldBe(15);
        figure.Was.ShouldBeNull(); // it is what readers were told
    }

    [Fact]
    public void An_article_that_was_seen_before_a_digest_and_grouped_after_it_comes_in_the_next()
    {
        var known = Report("a", "Bridge at Gaya reopens", Noon);
        var monday = Digest(Monday, Of(known));
        var late = Of(Report("z", "Miners at Arlit walk out over bonuses", Monday.AddMinutes(-1)));

        After(monday, Tuesday, Of(known), late).Stories.ShouldHaveSingleItem().Headline.Text.ShouldStartWith("Miners");
    }

    [Fact]
    public void What_a_first_poll_brings_from_weeks_ago_is_no_news() =>
        Digest(Monday, Of(Report("a", "Old news", Monday.AddDays(-20)) with { FirstSeen = Monday.AddHours(-1) })).Stories.ShouldBeEmpty();

    [Fact]
    public void A_story_merged_into_another_is_not_told_as_new()
    {
        var a = Report("a", "Fifteen farmers killed near Bandiagara", Noon);
        var b = Report("b", "Fifteen farmers killed near Bandiagara, mayor says", Noon);
        var monday = Digest(Monday, Of(a));
        var merged = Of(b, a) with { History = [new StoryChange(Monday, "merged", new StoryId("a"), [a.Article], "same event")] };

        After(monday, Tuesday, merged).Stories.ShouldBeEmpty();
    }

    [Fact]
    public void A_headline_changed_by_its_outlet_is_corrected_once()
    {
        var was = Report("a", "Twenty fighters killed by drone", Noon);
        var now = was with { Title = "Fourteen civilians killed by drone", Former = [new(was.Title, "", was.Url, Monday.AddHours(2))] };
        var monday = Digest(Monday, Of(was));

        var tuesday = After(monday, Tuesday, Of(now));

        var correction = tuesday.CorrectedHeadlines.ShouldHaveSingleItem();
        (correction.Was.Text, correction.Now.Text).ShouldBe((was.Title, now.Title));
        tuesday.Send.ShouldBeTrue();
        Compose(Input(Tuesday.AddDays(1), Of(now)) with { Previous = [monday, tuesday] }).CorrectedHeadlines.ShouldBeEmpty();
    }

    [Fact]
    public void A_figure_that_its_report_no_longer_gives_is_corrected()
    {
        var was = Report("a", "Djibo attacked", Noon, figures: Killed(50));
        var now = was with { Figures = [Killed(5)], Former = [new("Djibo attacked", "", was.Url, Monday.AddHours(2))] };

        var correction = After(Digest(Monday, Of(was)), Tuesday, Of(now)).CorrectedFigures.ShouldHaveSingleItem();

        (correction.Was.Value, correction.Now!.Value).ShouldBe((50, 5));
    }

    [Fact]
    public void Copies_of_one_text_are_told_from_independent_reports()
    {
        var story = Of(
            Report("a", "Twelve dead", Noon) with { Agency = "AFP" },
            Report("b", "Twelve dead", Noon, copyOf: "a"),
            Report("c", "Douze morts", Noon, "fr", copyOf: "a"),
            Report("d", "Witness tells of night on the boat", Noon),
            Report("e", "Coast guard found them", Noon) with { Agency = "AFP" });

        Digest(Monday, story).Stories[0].Lineage.ShouldBe(new Lineage(Reports: 5, New: 5, Languages: 2, Outlets: 5, Copies: 3, Agency: "AFP", Independent: 1));
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
        digest.Stories[0].Score.ShouldContain(new ScorePart("fresh", 5.97));
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

    [Fact]
    public void A_story_in_another_language_gets_a_line_in_the_readers()
    {
        var story = Of(Report("a", "هجوم على مسجد", Noon, "ar", figures: Killed(22)), Report("b", "مقتل 22 في هجوم على مسجد", Noon, "ar", figures: Killed(22)));

        Digest(Monday, story).Stories[0].Gist.ShouldBe("Mali: attack, 22 killed; 2 reports in Arabic");
        Digest(Monday, Of(Report("a", "Attack on mosque", Noon, figures: Killed(22)))).Stories[0].Gist.ShouldBeNull();
    }

    [Fact]
    public void The_table_of_countries_counts_what_the_digest_tells() =>
        Digest(Monday, Of(Report("a", "Attack", Noon), Report("b", "Attack in Mali", Noon))).Activity.Select(a => (a.Country.Code, a.Articles))
            .ShouldBe([("ML", 2), ("NE", 0), ("BF", 0), ("TD", 0), ("MR", 0)]);

    [Theory]
    [InlineData(0, 10, Coverage.Full)]
    [InlineData(10, 10, Coverage.Partial)]
    [InlineData(50, 10, Coverage.None)]
    [InlineData(0, 60 * 7, Coverage.None)] // nothing polled in the last quarter of the day
    public void A_digest_knows_how_complete_the_monitoring_was(int failing, int minutesSincePoll, Coverage coverage)
    {
        var feeds = new FeedSummary(
            100, Monday.AddMinutes(-minutesSincePoll), [.. Enumerable.Range(0, failing).Select(i => new FeedTrouble($"F{i}", FeedCondition.Failing, null))]);

        Compose(Input(Monday) with { Feeds = feeds }).Coverage.ShouldBe(coverage);
    }

    [Fact]
    public void A_quiet_day_may_be_skipped_but_not_one_on_which_nothing_could_be_seen()
    {
        var skipping = Daily with { QuietDay = QuietDay.Skip };

        Compose(Input(Monday)).Send.ShouldBeTrue();
        Compose(Input(Monday) with { Edition = skipping }).Send.ShouldBeFalse();
        Compose(Input(Monday) with { Edition = skipping, Feeds = new FeedSummary(100, null, []) }).Send.ShouldBeTrue();
    }

    [Fact]
    public void A_mean_is_scaled_to_the_window_and_absent_where_there_is_no_past()
    {
        var week = Input(Monday) with { Window = new Window(Monday.AddDays(-7), Monday), Activity = [new("ML", 30, [1, 2, 3]), new("NE", 4, [])] };

        Compose(week).Activity.Select(a => a.Mean).ShouldBe([14, null, null, null, null]); // quiet countries stay in
    }
}
