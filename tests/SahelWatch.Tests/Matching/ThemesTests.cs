using System.Text.Json;
using SahelWatch.Matching;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Matching;

/// <summary>The themes of articles, scored on a labelled week of news (Data/Fortnight).</summary>
public class ThemesTests
{
    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    [Fact]
    public void Themes_agree_with_the_labels_of_a_week_of_the_press()
    {
        const double leastF1 = 0.9;
        var (shared, shown, labelled) = (0, 0, 0);
        foreach (var line in File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Fortnight/articles.jsonl")))
        {
            var article = JsonSerializer.Deserialize<Labelled>(line, JsonSerializerOptions.Web)!;
            if (!article.Relevant)
                continue;
            var themes = Matcher.Match(article.Title, "", article.Text, article.Lang).Themes;
            shared += themes.Intersect(article.Themes).Count();
            shown += themes.Count;
            labelled += article.Themes.Count;
        }

        (2.0 * shared / (shown + labelled)).ShouldBeGreaterThanOrEqualTo(leastF1);
    }

    /// <summary>Data/Matching/themes.tsv, written before the words were chosen; of every third line nobody looks up what is wrong.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Themes_agree_with_the_labels_of_headlines_with_a_line_below(string language)
    {
        const double leastF1 = 0.85;
        var cases = File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Matching/themes.tsv")).Select(line => line.Split('\t'))
            .Where(c => c[0] == language).Select(c => (Labelled: c[1].Split(' '), Shown: Matcher.Match(c[2], c[3], "", language).Themes)).ToList();
        (2.0 * cases.Sum(c => c.Shown.Intersect(c.Labelled).Count()) / cases.Sum(c => c.Shown.Count + c.Labelled.Length)).ShouldBeGreaterThanOrEqualTo(leastF1);
    }

    [Theory]
    [InlineData("en", "Gunmen kill 12 in village near Gao", "The wounded were taken to the hospital and the market was closed.", "security")]
    [InlineData("fr", "Mali : le choléra gagne Mopti", "Le ministre de la Santé a visité l'hôpital.", "health")]
    [InlineData("ar", "فيضانات في نجامينا", "غمرت المياه أحياء المدينة", "climate")]
    [InlineData("ar", "انقلاب حافلة قرب نيامي", "لقي تسعة أشخاص مصرعهم", "economy")]
    [InlineData("fr", "Niger : le gouvernement remanié, les Finances et les Mines changent de mains", "", "politics")]
    public void Incidental_words_do_not_determine_the_theme(string language, string title, string text, string first) =>
        Matcher.Match(title, "", text, language).Themes[0].ShouldBe(first);

    [Theory]
    [InlineData("Man who stole cattle in Timbuktu arrested", false)]
    [InlineData("Who rules Mali? The general who promised elections", false)]
    [InlineData("MALI: MAN WHO STOLE CATTLE ARRESTED", false)]
    [InlineData("WHO sends aid to Timbuktu", true)]
    [InlineData("Mali and the WHO sign an agreement in Bamako", true)]
    public void An_abbreviation_that_is_spelled_like_a_function_word_counts_in_capitals_only(string title, bool isHealth) =>
        Matcher.Match(title, "", "", "en").Themes.Contains("health").ShouldBe(isHealth);

    private sealed record Labelled(string Lang, string Title, string Text, IReadOnlyList<string> Themes, bool Relevant);
}
