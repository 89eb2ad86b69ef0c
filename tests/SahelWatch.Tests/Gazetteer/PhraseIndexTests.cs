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

    /// <summary>Names of the gazetteer whole, cut and run together, in every dress in which they come: the filter before the trie must let each of them through.</summary>
    [Fact]
    public void The_index_agrees_with_a_plain_search_in_texts_made_of_names()
    {
        string[] stems = ["jihadi*", "coup d'État*", "لاجئ*", "réfugi*", "Al*", "No*", "o*", "-Sud", "'Abala"];
        var phrases = EntrySet.Shipped.Entries.SelectMany(EntryName.PhrasesOf).Where((_, i) => i % 3 == 0).Select(p => new Phrase<string>(p.Text, p.Text, p.AnyArticle))
            .Concat(stems.Select(s => new Phrase<string>(s, s, AnyArticle: true))).DistinctBy(p => PhraseIndex<string>.Key(p.Text)).ToArray();
        string[] parts = [.. phrases.Select(p => p.Text.TrimEnd('*')), .. phrases.SelectMany(p => p.Text.TrimEnd('*').Split(' '))];
        var dress = Gen.Elements("و", "ف", "ب", "ل", "ك", "ال", "بال", "لل", "ولل", "d'", "l’", "the ", "de la ", "s", "iste ", "ون", "ات ", " ", " ", " ", "-", "_", ", ", "\n", "  ", "(", "7");
        var piece = Gen.OneOf(Gen.Elements(parts), dress, dress, Gen.Elements("soldiers", "Région", "المدينة", "́", "ـ", "œ", "…", "𞤀", "٣", "a", "ال"));
        var (index, plain) = (new PhraseIndex<string>(phrases), new PlainScan(phrases));

        Prop.ForAll(piece.ListOf(40).ToArbitrary(), pieces =>
        {
            var text = string.Concat(pieces);
            return Find(index, text).SequenceEqual(plain.Find(FoldedText.Fold(text)));
        }).QuickCheckThrowOnFailure();
    }

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
