using SahelWatch.Domain;
using SahelWatch.Stories.Figures;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Stories.Figures;

public class FigureExtractorTests
{
    /// <summary>Language, sentence, and killed/injured/abducted/displaced/arrested with nothing where the sentence gives none.</summary>
    public static TheoryData<string, string, string> Sentences()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Figures/sentences.tsv")))
        {
            var cells = line.Split('\t');
            data.Add(cells[0], cells[1], cells[2]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_gives_the_figures_that_a_reader_would_take_from_it(string language, string sentence, string figures)
    {
        var toll = Toll.Of(FigureExtractor.Read(sentence, "", "", language));

        $"{toll.Killed}/{toll.Injured}/{toll.Abducted}/{toll.Displaced}/{toll.Arrested}".ShouldBe(figures);
    }

    [Fact]
    public void The_titles_figure_is_the_articles_own_and_background_is_none()
    {
        var toll = TollOf("Raid on Tessit leaves 11 soldiers dead",
            "Gunmen attacked an army post in Tessit on Monday, killing eleven soldiers and wounding six, the army said.\n\nA raid on the same town killed 42 soldiers last year.\n\nThe conflict has killed thousands of people since 2012.");

        toll.ShouldBe(new Toll(11, 6, null, null, null, null));
    }

    [Fact]
    public void A_headlines_figure_keeps_who_counted_and_how_surely_from_the_text()
    {
        var figure = FigureExtractor.Extract("18 killed in Kayes market fire", "", "At least 18 people were killed in the fire, the fire brigade said.", "en")
            .ShouldHaveSingleItem();

        (figure.Value, figure.Qualifier, figure.Source).ShouldBe((18, "at-least", "government"));
    }

    [Fact]
    public void The_refugees_whom_a_country_hosts_are_no_figure_of_a_flood() =>
        TollOf("Floods kill five in Moundou",
            "Five people were killed by floods in Moundou. The river is still rising. Chad hosts more than a million refugees who fled the war in Sudan.")
            .ShouldBe(new Toll(5, null, null, null, null, null));

    [Fact]
    public void The_total_counts_before_the_parts_and_before_what_it_was()
    {
        var toll = TollOf("Niger floods: new bodies found",
            "Rescuers in Maradi found nine more bodies on Tuesday. Early reports had put the dead at 12. The death toll now stands at 21, the civil protection agency said, including eight children.");

        toll.Killed.ShouldBe(21);
    }

    [Fact]
    public void An_increment_in_the_headline_gives_way_to_the_total_in_the_text() =>
        TollOf("Two of the wounded die after Mopti blast",
            "Two of those hurt in the blast died on Tuesday, the hospital said. Nine people have been killed in all.").Killed.ShouldBe(9);

    [Fact]
    public void A_witness_who_fled_is_no_displaced_person() =>
        TollOf("Raid on Bouka kills four", "Gunmen killed four people in Bouka on Monday, said a trader who fled overnight.")
            .ShouldBe(new Toll(4, null, null, null, null, null));

    [Fact]
    public void Civilians_count_before_the_fighters_that_an_army_says_it_killed()
    {
        var toll = TollOf(
            "Strike near Gossi disputed", "The army said its drones killed 25 terrorists near Gossi. Residents said the strike left nine civilians dead.");

        toll.Killed.ShouldBe(9);
    }

    [Fact]
    public void An_article_about_something_else_gives_no_figure_of_an_incident_it_mentions() =>
        TollOf("Rice prices fall in Bamako",
            "Rice got cheaper for the third week in a row. Traders expect more to come.\n\nThree people were injured in a queue.").ShouldBe(Toll.None);

    [Theory]
    [InlineData("en", "At least 15 soldiers were killed in the attack, the army said", "army")]
    [InlineData("en", "According to residents, 15 people were killed in the attack", "witnesses")]
    [InlineData("en", "The Azawad Liberation Front said an army drone killed 13 civilians", "group")]
    [InlineData("fr", "Le Front de libération de l'Azawad accuse l'armée d'avoir tué 13 civils", "group")]
    [InlineData("ar", "اتهمت جبهة تحرير أزواد الجيش بقتل 13 مدنيا", "group")]
    [InlineData("ar", "يقول زعماء محليون إن 16 شخصا قتلوا فيما يتحدث حاكم الإقليم عن العكس", "witnesses")]
    [InlineData("en", "The drivers' union said 21 drivers were killed in the attack", "union")]
    [InlineData("en", "Fifteen people died in the crash, a hospital source said", "medical")]
    [InlineData("fr", "Quinze soldats ont été tués dans l'attaque, a annoncé l'état-major", "army")]
    [InlineData("en", "Regional authorities and a survivor said 15 people were killed in the attack", "local")]
    [InlineData("fr", "Selon des témoins, quinze personnes ont été tuées dans l'attaque", "witnesses")]
    [InlineData("fr", "L'attaque a fait quinze morts, selon l'ONU", "un")]
    [InlineData("ar", "قال الجيش إن خمسة عشر جنديا قتلوا في الهجوم", "army")]
    [InlineData("ar", "قتل خمسة عشر شخصا في الهجوم بحسب سكان", "witnesses")]
    [InlineData("ar", "9 مدنيين قتلى في قصف شمالي مالي والجيش يتحدث عن إرهابيين", null)]
    [InlineData("ar", "قتل 9 مدنيين في غارة قرب كيدال وسكان يتحدثون عن حفل زفاف", null)]
    [InlineData("en", "Nine villagers killed near Bankass and the army speaks of terrorists", null)]
    [InlineData("fr", "Neuf villageois tués près de Bankass et l'armée annonce une enquête", null)]
    [InlineData("en", "Fifteen people were killed in the attack", null)]
    public void The_figure_names_who_says_so(string language, string sentence, string? source) =>
        Killed(sentence, language).Source.ShouldBe(source);

    [Fact]
    public void Two_sources_in_one_sentence_each_stand_behind_their_own_number()
    {
        var figures = FigureExtractor.Extract("Ambush: the army says six soldiers died but the union says 21 drivers were killed", "", "", "en");

        figures.Select(f => (f.Value, f.Source)).ShouldBe([(21, "union"), (6, "army")]);
    }

    [Theory]
    [InlineData("en", "At least 15 soldiers were killed in the attack", "at-least", null)]
    [InlineData("en", "About 15 soldiers were killed in the attack", "about", null)]
    [InlineData("en", "Between 15 and 20 soldiers were killed in the attack", "range", 20)]
    [InlineData("en", "Up to 15 soldiers were killed in the attack", "at-most", null)]
    [InlineData("fr", "Une quinzaine de soldats ont été tués dans l'attaque", "about", null)]
    [InlineData("ar", "مقتل 15 جنديا على الأقل في هجوم", "at-least", null)]
    [InlineData("ar", "مقتل نحو 15 جنديا في هجوم", "about", null)]
    public void The_qualifier_says_how_sure_the_number_is(string language, string sentence, string qualifier, int? high)
    {
        var figure = Killed(sentence, language);

        (figure.Value, figure.Qualifier, figure.High).ShouldBe((15, qualifier, high));
    }

    [Theory]
    [InlineData("en", "Six soldiers, and not sixteen, were killed in the attack")]
    [InlineData("fr", "L'embuscade a fait six morts, et non seize")]
    [InlineData("fr", "L'armée rectifie le bilan de Hombori : six tués au lieu de seize")]
    [InlineData("ar", "قتل ستة جنود وليس ستة عشر في هجوم")]
    public void A_correction_names_the_figure_that_it_replaces(string language, string sentence)
    {
        var figure = Killed(sentence, language);

        (figure.Value, figure.Instead).ShouldBe((6, 16));
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_quote_stands_in_the_text(string language, string sentence, string figures)
    {
        figures.ShouldContain('/');
        FigureExtractor.Extract(sentence, "", "", language).ShouldAllBe(f => f.Quote.Length > 0 && sentence.Contains(f.Quote, StringComparison.Ordinal));
    }

    private static Figure Killed(string sentence, string language) => FigureExtractor.Extract(sentence, "", "", language).Single(f => f.Kind == "killed");

    private static Toll TollOf(string title, string text) => Toll.Of(FigureExtractor.Read(title, "", text, "en"));
}
