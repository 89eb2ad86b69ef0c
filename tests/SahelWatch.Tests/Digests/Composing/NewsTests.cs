using SahelWatch.Digests;
using SahelWatch.Digests.Rendering;
using SahelWatch.Domain;

using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests.Composing;

/// <summary>What is news for readers of the digests before.</summary>
public class NewsTests
{
    private static readonly DateTimeOffset Noon = Monday.AddHours(-18);

    [Fact]
    public void A_story_without_news_is_not_told_twice()
    {
        var story = Of(Report("a", "Market fire destroys three hundred stalls in Segou", Noon));
        var monday = Digest(Monday, story);

        monday.Stories.ShouldHaveSingleItem();
        After(monday, Tuesday, story).Stories.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_told_as_part_of_a_story_is_not_told_again_when_it_becomes_one_of_its_own()
    {
        var attack = Report("a", "Twelve soldiers killed at Solle camp", Noon, figures: Killed(12));
        var residents = Report("b", "Residents of Solle bury 29 people", Noon.AddHours(2), figures: Killed(29));
        var claimed = Report("c", "Group claims the assault on the camp and shows captured guns", Tuesday.AddHours(-2));
        var monday = Digest(Monday, Of(attack, residents));

        After(monday, Tuesday, Of(attack), Of(residents)).Stories.ShouldBeEmpty();
        var told = After(monday, Tuesday, Of(attack), Of(residents, claimed)).Stories.ShouldHaveSingleItem();
        (told.IsNew, told.Lineage.New, told.Headline.Article.Value).ShouldBe((false, 1, "c"));
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
}
