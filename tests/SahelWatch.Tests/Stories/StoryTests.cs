using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Tests.Stories;

/// <summary>Reports of events that never happened, written for these tests.</summary>
public class StoryTests
{
    private static readonly StoryOptions Options = new();

    private static readonly Article BridgeEn = Texts.Article("bridge-en", """
        GAO - The bridge at Ansongo gave way under a convoy of lorries carrying cement on Monday, and 17 people were missing in the Niger river, rescue workers said.

        Divers had found three bodies by nightfall. The bridge, built in 1974, had been closed to lorries of more than 20 tonnes since August.
        """, "Bridge collapses under lorries in Ansongo, 17 missing", "Ansongo Post");

    private static readonly Article BridgeFr = Texts.Article("bridge-fr", """
        Dix-sept personnes étaient portées disparues lundi soir à Ansongo après l'effondrement du pont sur lequel passait un convoi de camions chargés de ciment.

        Les plongeurs ont repêché trois corps. L'ouvrage était interdit aux poids lourds depuis le mois d'août.
        """, "Mali : le pont d'Ansongo s'effondre, 17 disparus", "Le Pont", "fr", hours: 3);

    private static readonly Article BridgeAr = Texts.Article("bridge-ar", """
        فقد سبعة عشر شخصا مساء الاثنين إثر انهيار جسر في مدينة أنسونغو أثناء مرور قافلة من الشاحنات المحملة بالإسمنت فوق نهر النيجر، وفق فرق الإنقاذ.

        وانتشل الغواصون ثلاث جثث قبل حلول الليل.
        """, "انهيار جسر أنسونغو في مالي و17 مفقودا", "جسر", "ar", hours: 5);

    private static readonly Article ElsewhereEn = Texts.Article("kayes-en", """
        KAYES - A footbridge in Kayes collapsed on Monday during a wedding procession and 17 people were missing, the prefect said.

        The dead include the bride's brother. Two musicians were pulled from the water alive.
        """, "Footbridge falls during wedding in Kayes, 17 missing", "Kayes Weekly", hours: 4);

    private readonly WindowIndex _index = new();
    private readonly StoryGrouper _grouper = new(EntrySet.Shipped, Options);

    [Fact]
    public void Reports_of_one_event_in_three_languages_are_one_story()
    {
        Group(BridgeEn, BridgeFr, BridgeAr);

        StoryOf(BridgeFr).ShouldBe(StoryOf(BridgeEn));
        StoryOf(BridgeAr).ShouldBe(StoryOf(BridgeEn));
    }

    [Fact]
    public void Events_alike_in_kind_toll_and_day_stay_apart_when_they_are_in_different_towns()
    {
        Group(BridgeEn, BridgeFr, BridgeAr, ElsewhereEn);

        StoryOf(ElsewhereEn).ShouldNotBe(StoryOf(BridgeEn));
    }

    [Fact]
    public void The_same_words_three_weeks_later_are_another_event()
    {
        Group(BridgeEn);
        var later = BridgeFr with { Published = Texts.Noon.AddDays(21), FirstSeen = Texts.Noon.AddDays(21) };
        _grouper.Assign([later], _index, later.FirstSeen);

        StoryOf(later).ShouldBe(StoryId.FoundedBy(later.Id));
        _index.Contains(BridgeEn.Id).ShouldBeFalse("it has left the window");
    }

    [Fact]
    public void A_story_is_named_after_its_first_report_and_keeps_its_name()
    {
        Group(BridgeEn);
        Group(BridgeFr);
        Group(BridgeAr);

        StoryOf(BridgeAr).ShouldBe(StoryId.FoundedBy(BridgeEn.Id));
    }

    [Fact]
    public void What_joined_a_report_to_its_story_is_said_in_words()
    {
        Group(BridgeEn);

        Group(BridgeFr).Assignments[0].Because.ShouldStartWith("as Ansongo Post reports, both name Ansongo, the same day");
    }

    [Fact]
    public void An_update_of_an_article_keeps_its_place_and_moves_nothing()
    {
        Group(BridgeEn, BridgeFr);
        var outcome = Group(BridgeFr with { Title = "Mali : le pont d'Ansongo s'effondre, 20 disparus" });

        outcome.Moves.ShouldBeEmpty();
        outcome.Assignments[0].Story.ShouldBe(StoryId.FoundedBy(BridgeEn.Id));
        _index.Count.ShouldBe(2);
    }

    [Fact]
    public void A_longer_text_displaces_the_representative_of_the_copies_it_holds()
    {
        var text = Texts.Words(1, 120);
        Group(Texts.Article("a", text), Texts.Article("b", text, hours: 1));
        var outcome = Group(Texts.Article("c", text + " " + Texts.Words(2, 60), hours: 2));

        outcome.Assignments[0].CopyOf.ShouldBeNull();
        outcome.Copies.ShouldBe([new(new("a"), new("a"), new ArticleId("c")), new(new("a"), new("b"), new ArticleId("c"))]);
        outcome.Assignments[0].Story.ShouldBe(new StoryId("a"), "the story that was there keeps its name");
    }

    [Fact]
    public void A_representative_displaced_a_day_later_changes_its_day_in_the_index()
    {
        var text = Texts.Words(1, 120);
        Group(Texts.Article("a", text));
        var stored = WindowIndex.Read([_index.Segment(_index.Changed.Single())]);
        _grouper.Assign([Texts.Article("b", text + " " + Texts.Words(2, 60), hours: 24)], stored, Texts.Noon.AddDays(1));

        stored.Changed.Order().ShouldBe([DateOnly.FromDateTime(Texts.Noon.UtcDateTime), DateOnly.FromDateTime(Texts.Noon.UtcDateTime.AddDays(1))]);
    }

    [Fact]
    public void A_story_keeps_its_name_when_a_longer_text_displaces_the_one_that_founded_it()
    {
        Group(BridgeEn, BridgeFr);
        var longer = BridgeEn with
        {
            Id = new ArticleId("longer"),
            Text = BridgeEn.Text
            + "\n\nThe mayor of Ansongo said that boats would carry people across until the army had built a pontoon."
        };
        Group(longer);

        StoryOf(longer).ShouldBe(StoryId.FoundedBy(BridgeEn.Id));
        StoryOf(BridgeFr).ShouldBe(StoryId.FoundedBy(BridgeEn.Id));
        _index.Find(BridgeEn.Id)!.CopyOf.ShouldBe(longer.Id);
    }

    [Fact]
    public void Of_two_stories_found_to_be_one_the_first_keeps_its_name_however_many_reports_the_second_has()
    {
        _grouper.Restore(_index, BridgeEn, StoryId.FoundedBy(BridgeEn.Id), copyOf: null);
        _grouper.Restore(_index, BridgeFr, StoryId.FoundedBy(BridgeFr.Id), copyOf: null);
        _grouper.Restore(_index, BridgeAr, StoryId.FoundedBy(BridgeFr.Id), copyOf: null);
        var raised = Texts.Article(
            "raised", BridgeEn.Text.Replace("Divers had found three bodies", "Divers, who came from the capital, had found nineteen bodies",
                StringComparison.Ordinal), "Toll of Ansongo bridge collapse rises to 19", "Radio Gao", hours: 20);

        Group(raised);

        foreach (var report in new[] { BridgeEn, BridgeFr, BridgeAr, raised })
            StoryOf(report).ShouldBe(StoryId.FoundedBy(BridgeEn.Id));
    }

    [Fact]
    public void A_longer_text_that_holds_reports_of_two_stories_goes_to_the_first_of_them()
    {
        var first = Texts.Article("first", Texts.Words(1, 60) + " " + Texts.Words(2, 20));
        var second = Texts.Article("second", Texts.Words(1, 90), hours: 20);
        _grouper.Restore(_index, first, StoryId.FoundedBy(first.Id), copyOf: null);
        _grouper.Restore(_index, second, StoryId.FoundedBy(second.Id), copyOf: null);
        var longer = Texts.Article("longer", Texts.Words(1), hours: 22);

        Group(longer);

        StoryOf(longer).ShouldBe(StoryId.FoundedBy(first.Id));
    }

    [Fact]
    public void The_footer_of_a_site_makes_no_copies_once_it_is_known()
    {
        const string footer = "\nRead also on our site what the readers of the week liked most and where they come from in great numbers these days.";
        foreach (var seed in Enumerable.Range(1, 3))
            Group(Texts.Article($"n{seed}", Texts.Words(seed, 26) + "." + footer, hours: seed));

        Group(Texts.Article("n4", Texts.Words(4, 26) + "." + footer, hours: 4)).Assignments[0].CopyOf.ShouldBeNull();
        Group(Texts.Article("other", Texts.Words(5, 26) + "." + footer, source: "Another site", hours: 5)).Assignments[0].CopyOf
            .ShouldNotBeNull("at another site the same words are part of the text");
    }

    [Theory]
    [InlineData("en", "The ministers met in Niamey on Thursday, August 24, 2023, and signed.", "2023-08-24")]
    [InlineData("en", "Soldiers fired on Wednesday 6 September at dawn.", "2023-09-06")]
    [InlineData("fr", "Les ministres se sont réunis jeudi 24 août à Niamey.", "2023-08-24")]
    [InlineData("ar", "اجتمع الوزراء يوم الخميس 24 أغسطس في نيامي.", "2023-08-24")]
    [InlineData("en", "Since the coup of July 26, 2023, the border has been closed. They met on Saturday.", null)]
    [InlineData("en", "Voters go to the polls on Sunday, December 3, 2023.", null)]
    public void A_weekday_with_its_date_says_when_it_happened(string language, string text, string? told)
    {
        var published = new DateTimeOffset(2023, 9, 10, 0, 0, 0, TimeSpan.Zero);
        var sketch = new SketchReader(EntrySet.Shipped).Read(Texts.Article("a", text, language: language) with { Published = published }, new Boilerplate());

        sketch.Told?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(told);
    }

    [Fact]
    public void The_next_issue_of_a_bulletin_is_no_copy_of_the_last()
    {
        string Issue(int number, int a, int b, int c) =>
            $"Bulletin number {number}. The level of the river stood at {a} centimetres at the bridge, at {b} upstream and at {c} at the dam, "
            + "the water office said in its weekly note, which is based on readings taken every morning by its observers along the river and sent in by telephone.";
        Group(Texts.Article("w1", Issue(41, 512, 498, 530)), Texts.Article("w1-copy", Issue(41, 512, 498, 530), source: "Other", hours: 2));
        var next = Group(Texts.Article("w2", Issue(42, 538, 507, 561), hours: 24 * 7));

        _index.StoryOf(new ArticleId("w1-copy")).ShouldBe(new StoryId("w1"));
        next.Assignments[0].CopyOf.ShouldBeNull();
        next.Assignments[0].Story.ShouldBe(new StoryId("w2"));
    }

    [Fact]
    public void A_story_lives_from_new_to_closed()
    {
        var story = StoryBuilder.Apply(new Dictionary<StoryId, Story>(), Group(BridgeEn, BridgeFr), Texts.Noon).Single();
        StoryLife At(double hours) => StoryLives.At(story, Texts.Noon.AddHours(hours), Options);

        At(4).ShouldBe(StoryLife.New);
        At(26).ShouldBe(StoryLife.Growing);
        At(30).ShouldBe(StoryLife.Quiet);
        At(24 * 7).ShouldBe(StoryLife.Closed);
    }

    [Fact]
    public void A_story_says_how_many_texts_stand_behind_it()
    {
        var wire = "OUAGADOUGOU (AFP) - " + Texts.Words(1, 120);
        var copies = Enumerable.Range(1, 11).Select(i => Texts.Article($"c{i:00}", wire, source: $"Site {i}", hours: i));
        var story = StoryBuilder.Apply(new Dictionary<StoryId, Story>(), Group([Texts.Article("c00", wire, source: "AFP"), .. copies]), Texts.Noon).Single();

        StoryOrigins.Describe(story).ShouldBe("11 copies of one AFP text");
        StoryOrigins.Of(story).Single().Origin.Source.ShouldBe("AFP");
    }

    private Grouping Group(params Article[] articles) => _grouper.Assign(articles, _index, articles.Max(a => a.FirstSeen));

    private StoryId StoryOf(Article article) => _index.StoryOf(article.Id)!.Value;
}
