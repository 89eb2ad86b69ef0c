using SahelWatch.Matching;

namespace SahelWatch.Tests.Matching;

public class ArticleMatcherTests
{
    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    [Theory]
    [InlineData("en", "Burkina Faso severs ties with France", "BF")]
    [InlineData("fr", "Le Tchad ferme sa frontière avec le Soudan", "TD")]
    [InlineData("ar", "انقلاب في النيجر", "NE")]
    [InlineData("en", "Bandits kill 11 in raid on Niger State villages near Minna", "")]
    [InlineData("en", "Chad Smith joins tribute concert in Los Angeles", "")]
    [InlineData("ar", "عجز مالي في موازنة الأردن", "")]
    public void A_title_alone_is_kept_or_dropped(string language, string title, string countries)
    {
        var match = Matcher.Match(title, "", "", language);
        match.Relevant.ShouldBe(countries.Length > 0);
        string.Join(' ', match.Countries).ShouldBe(countries);
    }

    [Fact]
    public void The_evidence_tells_what_counted_where_and_what_counted_against()
    {
        var kept = Matcher.Match("Fighting in Mali, says the army", "", "", "en");
        kept.Why.ShouldContain(e => e.Term == "Mali" && e.Field == "title" && e.Place == "ml" && e.Weight > 0);
        kept.Score.ShouldBe(kept.Why.Sum(e => e.Weight), 0.01);

        var dropped = Matcher.Match("Niger lawmakers meet in Minna", "", "", "en");
        dropped.Why.ShouldContain(e => e.Term == "Minna" && e.Place == null && e.Weight < 0);
    }

    [Theory]
    [InlineData("GAYA - Lorries carrying rice rumbled over the bridge to Benin on Wednesday.", "ne.gaya", true)]
    [InlineData("GAO, Mali (AP) - The river port opened again.", "ml.gao", true)]
    [InlineData("The watchdog said in a report. GAO auditors found waste in the budget.", "ml.gao", false)]
    public void A_town_in_capitals_is_one_in_a_dateline(string text, string place, bool isNamed) =>
        Matcher.Match("Trucks cross into Niger and Mali again", "", text, "en").Why.Any(e => e.Place == place).ShouldBe(isNamed);

    [Fact]
    public void An_article_is_not_kept_for_a_passing_mention_deep_in_the_text() =>
        Matcher.Match("Trade talks in Lisbon", "Ministers met for a second day.", new string('x', 500) + " A delegate from Burkina Faso spoke too.",
            "en").Relevant.ShouldBeFalse();

    [Fact]
    public void An_article_is_not_kept_for_related_links() =>
        Matcher.Match(
            "Trade talks in Lisbon", "Ministers met for a second day.\nRead also: Burkina Faso cuts ties with France", "", "en").Relevant.ShouldBeFalse();

    [Theory]
    [InlineData("Trade talks in Lisbon", "I say there may be a chad of hope", 0)]
    [InlineData("Burkina Faso: attack on Djibo", "The army said so.", 1)]
    [InlineData("Chad Smith joins tribute concert in Los Angeles", "Gao Fu of Niger State spoke in Lagos.", 1)]
    public void The_language_is_detected_once_if_a_name_is_found_and_otherwise_not_at_all(string title, string text, int times)
    {
        var asked = 0;
        var lazy = Matcher.Match(title, "", text, () =>
        {
            asked++;
            return "en";
        });

        asked.ShouldBe(times);
        Matcher.Match(title, "", text, "en").ShouldBeEquivalentTo(lazy);
    }

    [Fact]
    public void An_article_is_judged_the_same_whatever_was_judged_before_it()
    {
        (string Title, string Text)[] articles =
        [
            ("Niger: l'armée annonce une attaque", "La ville de Tillabéri.\nA lire aussi : Burkina Faso"), ("BURKINA FASO", "say may"),
                ("Say it", "Mali, 16, and her brother"), ("", ""),
        ];
        foreach (var (title, text) in articles.Concat(articles.Reverse()))
            Matcher.Match(title, "", text, "fr").ShouldBeEquivalentTo(new ArticleMatcher(Watchlist.Shipped).Match(title, "", text, "fr"));
    }

    [Fact]
    public void Many_threads_can_match_concurrently_with_the_same_results()
    {
        var alone = Matcher.Match("Burkina Faso: attack on Djibo", "The army said so.", "", "en").Score;
        Parallel.For(0, 200, _ => Matcher.Match("Burkina Faso: attack on Djibo", "The army said so.", "", "en").Score.ShouldBe(alone));
    }
}
