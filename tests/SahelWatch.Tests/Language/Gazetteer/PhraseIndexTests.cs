using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Tests.Language.Gazetteer;

public class PhraseIndexTests
{
    [Fact]
    public void Each_of_ten_thousand_names_is_found_at_its_position()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => $"{(char)('a' + i % 26)}n{i * 7919 % 10_000} tin-{i}").ToArray();
        var index = Index(names);
        foreach (var name in names)
            Find(index, $"to {name}, from").ShouldBe([(name, 3, name.Length)]);
    }

    [Fact]
    public void The_index_agrees_with_a_naive_search_for_the_longest_match() =>
        Prop.ForAll(Gen.Elements("a", "ab", "a b", "b", "b a", "ba", "ab a").ListOf().ToArbitrary(), Gen.Elements('a', 'b', ' ', ',').ListOf().ToArbitrary(),
            (names, letters) =>
        {
            var text = new string([.. letters]);
            return Find(Index([.. names]), text).Select(h => (h.Start, h.Length)).SequenceEqual(Plain(names, FoldedText.Fold(text)));
        }).QuickCheckThrowOnFailure();

    /// <summary>
    /// Names of the gazetteer, whole, truncated and concatenated, in all spellings.
    /// </summary>
    [Fact]
    public void The_index_agrees_with_a_naive_search_in_texts_made_of_names()
    {
        string[] stems = ["jihadi*", "coup d'État*", "لاجئ*", "réfugi*", "Al*", "No*", "o*", "-Sud", "'Abala"];
        var phrases = EntrySet.Shipped.Entries.SelectMany(EntryName.PhrasesOf).Where((_, i) => i % 3 == 0)
            .Select(p => new Phrase<string>(p.Text, p.Text, p.AnyArticle))
            .Concat(stems.Select(s => new Phrase<string>(s, s, AnyArticle: true))).DistinctBy(p => PhraseKey.Of(p.Text)).ToArray();
        string[] parts = [.. phrases.Select(p => p.Text.TrimEnd('*')), .. phrases.SelectMany(p => p.Text.TrimEnd('*').Split(' '))];
        var dress = Gen.Elements("و", "ف", "ب", "ل", "ك", "ال", "بال", "لل", "ولل", "d'", "l’", "the ", "de la ", "s", "iste ", "ون", "ات ", " ", " ", " ", "-",
            "_", ", ", "\n", "  ", "(", "7");
        var piece = Gen.OneOf(Gen.Elements(parts), dress, dress, Gen.Elements("soldiers", "Région", "المدينة", "́", "ـ", "œ", "…", "𞤀", "٣", "a", "ال"));
        var (index, plain) = (new PhraseIndex<string>(phrases), new PlainScan(phrases));

        Prop.ForAll(piece.ListOf(40).ToArbitrary(), pieces =>
        {
            var text = string.Concat(pieces);
            return Find(index, text).SequenceEqual(plain.Find(FoldedText.Fold(text)));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Whole names in every equivalent spelling, among words that phrases start with.</summary>
    [Fact]
    public void No_spelling_of_a_name_is_hidden_by_the_words_around_it()
    {
        var phrases = EntrySet.Shipped.Entries.SelectMany(EntryName.PhrasesOf).Select(p => new Phrase<string>(p.Text, p.Text, p.AnyArticle))
            .DistinctBy(p => PhraseKey.Of(p.Text)).ToArray();
        Func<string, string>[] spellings =
        [
            name => name, name => name.ToUpperInvariant(), name => name.Normalize(NormalizationForm.FormD), name => name.Normalize(NormalizationForm.FormKC),
            name => name.Replace(' ', '-'), name => name.Replace('-', '_').Replace(" ", "\u00A0\n", StringComparison.Ordinal),
                name => name.Replace('-', '\u2013').Replace('\'', '’'),
            name => string.Join('\u200D', name.AsEnumerable()), name => string.Join('\u064E', name.AsEnumerable()),
                name => name.Replace("ا", "أـ", StringComparison.Ordinal), name => name.Replace("ه", "ة", StringComparison.Ordinal),
        ];
        var heads = phrases.Select(p => p.Text.Split(' ', '-', '\'')[0]).Distinct(StringComparer.Ordinal).ToArray();
        var noise = Gen.OneOf(
            Gen.Elements(heads), Gen.Elements("the", "de la", "à l’est", "وقال إن", "2,300", "anticonstitutionnellement", "ﻣﻦ", "«", "l’", "و", "بال", "لل"));
        var name = Gen.Zip(Gen.Elements(phrases), Gen.Elements(spellings)).Select(x => x.Item2(x.Item1.Text));
        var (index, plain) = (new PhraseIndex<string>(phrases), new PlainScan(phrases));

        Prop.ForAll(Gen.Zip(Gen.OneOf(noise, noise, name), Gen.Elements(" ", " ", "", ", ", "-", "\n")).ListOf(30).ToArbitrary(), pieces =>
        {
            var text = string.Concat(pieces.Select(p => p.Item1 + p.Item2));
            return Find(index, text).SequenceEqual(plain.Find(FoldedText.Fold(text)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Gao")]
    [InlineData("Tin-Akoff et Ouagadougou-2000")]
    [InlineData("مالي")]
    public void A_name_is_found_at_any_position(string name)
    {
        var index = Index([name]);
        for (var before = 1; before < 20; before++)
        {
            foreach (var filler in new[] { "a", "a ", "ab cdefg ", "é", " " })
            {
                var text = $"{string.Concat(Enumerable.Repeat(filler, before))[..before]} {name}";
                Find(index, text).ShouldBe([(name, FoldedText.Fold(text).Length - name.Length, name.Length)]);
                Find(index, text + filler.Trim() + ".").Count.ShouldBe(filler == " " ? 1 : 0);
            }
        }
    }

    [Theory]
    [InlineData("jihadi*", "jihadists and jihadism, not jihad", "jihadists jihadism")]
    [InlineData("لاجئ*", "وصل لاجئون واللاجئين", "لاجيون لاجيين")]
    [InlineData("coup d'État*", "un coup d’État, des coups d'État", "coup d'etat")]
    public void An_asterisk_matches_any_ending(string name, string text, string found)
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
    public void Arabic_particles_are_removed_and_the_article_matters(string name, string text, int times) => Find(Index([name]), text).Count.ShouldBe(times);

    private static PhraseIndex<string> Index(IReadOnlyList<string> names, bool anyArticle = false) =>
        new(names.Select(n => new Phrase<string>(n, n, anyArticle)));

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
            var longest = names.Where(
                n => string.CompareOrdinal(text, i, n, 0, n.Length) == 0 && (i + n.Length == text.Length || !char.IsLetter(text[i + n.Length])))
                .Select(n => n.Length).DefaultIfEmpty().Max();
            if (longest == 0)
                continue;
            yield return (i, longest);
            i += longest - 1;
        }
    }
}
