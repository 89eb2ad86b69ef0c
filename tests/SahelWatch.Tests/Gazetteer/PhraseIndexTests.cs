using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Gazetteer;
using SahelWatch.Text;

namespace SahelWatch.Tests.Gazetteer;

public class PhraseIndexTests
{
    [Fact]
    public void Each_of_ten_thousand_names_is_found_where_it_stands()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => $"{(char)('a' + i % 26)}n{i * 7919 % 10_000} tin-{i}").ToArray();
        var index = Index(names);
        foreach (var name in names)
            Find(index, $"to {name}, from").ShouldBe([(name, 3, name.Length)]);
    }

    [Fact]
    public void The_index_agrees_with_a_plain_search_for_the_longest_whole_word() =>
        Prop.ForAll(Gen.Elements("a", "ab", "a b", "b", "b a", "ba", "ab a").ListOf().ToArbitrary(), Gen.Elements('a', 'b', ' ', ',').ListOf().ToArbitrary(), (names, letters) =>
        {
            var text = new string([.. letters]);
            return Find(Index([.. names]), text).Select(h => (h.Start, h.Length)).SequenceEqual(Plain(names, FoldedText.Fold(text)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("jihadi*", "jihadists and jihadism, not jihad", "jihadists jihadism")]
    [InlineData("لاجئ*", "وصل لاجئون واللاجئين", "لاجيون لاجيين")]
    [InlineData("coup d'État*", "un coup d’État, des coups d'État", "coup d'etat")]
    public void A_star_stands_for_any_ending(string name, string text, string found)
    {
        var folded = FoldedText.Of(text);
        string.Join(' ', Find(Index([name], anyArticle: true), text).Select(h => folded.ToString().Substring(h.Start, h.Length))).ShouldBe(found);
    }

    [Theory]
    [InlineData("النيجر", "النيجر وبالنيجر للنيجر والنيجر وللنيجر كالنيجر", 6)]
    [InlineData("النيجر", "نيجر النيجري", 0)]
    [InlineData("مالي", "مالي ومالي بمالي لمالي فبمالي", 5)]
    [InlineData("مالي", "المالي للمالي المالية كمالية", 0)]
    [InlineData("ليبيا", "ليبيا وليبيا", 2)]
    public void Arabic_particles_come_off_and_the_article_counts(string name, string text, int times) => Find(Index([name]), text).Count.ShouldBe(times);

    private static PhraseIndex<string> Index(IReadOnlyList<string> names, bool anyArticle = false) => new(names.Select(n => new Phrase<string>(n, n, anyArticle)));

    private static List<(string Name, int Start, int Length)> Find(PhraseIndex<string> index, string text)
    {
        var hits = new List<PhraseHit<string>>();
        index.Scan(FoldedText.Of(text), hits);
        return [.. hits.Select(h => (h.Value, h.Start, h.Length))];
    }

    private static IEnumerable<(int Start, int Length)> Plain(IReadOnlyList<string> names, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]) || (i > 0 && char.IsLetter(text[i - 1])))
                continue;
            var longest = names.Where(n => string.CompareOrdinal(text, i, n, 0, n.Length) == 0 && (i + n.Length == text.Length || !char.IsLetter(text[i + n.Length])))
                .Select(n => n.Length).DefaultIfEmpty().Max();
            if (longest == 0)
                continue;
            yield return (i, longest);
            i += longest - 1;
        }
    }
}
