using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Language;

namespace SahelWatch.Tests.Language;

public class FoldedTextTests
{
    /// <summary>Fails if ICU is missing or InvariantGlobalization is on, because Normalize(FormD) then silently does nothing.</summary>
    [Theory]
    [InlineData("Sénégal", "senegal")]
    [InlineData("BURKINABÈ", "burkinabe")]
    [InlineData("l’État", "l'etat")]
    [InlineData("Œuvre, Straße, ﬁn", "oeuvre, strasse, fin")]
    [InlineData("Tillabéri–Ouallam", "tillaberi-ouallam")]
    [InlineData("Burkina\u00A0\n Faso", "burkina faso")]
    [InlineData("Ma\u200Bli\u00AD", "mali")]
    [InlineData("Ɓauna ƙasa", "bauna kasa")]
    [InlineData("مَالِي", "مالي")]
    [InlineData("مـــالي", "مالي")]
    [InlineData("أزواد إفريقيا آير", "ازواد افريقيا اير")]
    [InlineData("الحكومة إلى", "الحكومه الي")]
    [InlineData("رؤساء لاجئين", "روساء لاجيين")]
    [InlineData("١٥ ۲۰", "15 20")]
    [InlineData("ﻣﺎﻟﻲ", "مالي")]
    public void Variant_spellings_fold_to_the_same_text(string text, string folded) => FoldedText.Fold(text).ShouldBe(folded);

    [Theory]
    [InlineData("Le Sénégal\u00A0  et le Ma\u0301li", "mali", "Ma\u0301li")]
    [InlineData("الجيش المَالِيّ قال", "المالي", "المَالِيّ")]
    [InlineData("une œuvre de Gao", "gao", "Gao")]
    public void A_range_of_folded_text_is_located_in_the_original(string text, string folded, string original)
    {
        var result = FoldedText.Of(text);
        var (start, length) = result.Locate(result.ToString().IndexOf(folded, StringComparison.Ordinal), folded.Length);
        text.Substring(start, length).ShouldBe(original);
    }

    [Fact]
    public void Folding_twice_equals_folding_once() =>
        Prop.ForAll((string? text) => FoldedText.Fold(FoldedText.Fold(text ?? "")) == FoldedText.Fold(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_a_text_gives_the_same_as_folding_its_characters_one_by_one()
    {
        var piece = Gen.OneOf(
            Gen.Elements("The army said that it had RETAKEN the town", "n'djamena-2026 [AFP]", "L’école reste fermée à l’est", "أعلن الجيش أنه", " ", "  ",
                "\n", "\r\n\t", "`", "\u007F", "~@[`{", "\0"),
            Gen.Elements("œ", "ß", "ﬁ", "\u0301", "\u00AD", "\u200F", "مَـ", "ﷺ", "\uFFFF", "\uD83D\uDE00", "\u00A0", "—", "٣", "Z"));
        var folded = new FoldedText();

        Prop.ForAll(piece.ListOf(30).ToArbitrary(), pieces =>
        {
            var text = string.Concat(pieces);
            folded.Reset(text);
            return folded.ToString().Select((c, i) => (c, folded.SourceOf(i))).SequenceEqual(OneByOne(text));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_character_folds_the_same_at_any_position()
    {
        var folded = new FoldedText();
        foreach (var c in Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c))
        {
            foreach (var text in new[] { "THE ARMY said that it", "L’École est fermée à l’est", "أعلن الجيش أنه استعاد" })
            {
                var at = c % (text.Length + 1);
                var with = text.Insert(at, $"{c}");
                folded.Reset(with);
                folded.ToString().Select((x, i) => (x, folded.SourceOf(i))).SequenceEqual(OneByOne(with)).ShouldBeTrue($"U+{(int)c:X4} at {at} of {text}");
            }
        }
    }

    [Fact]
    public void Every_located_range_is_within_the_original() => Prop.ForAll((string? text) =>
    {
        var folded = FoldedText.Of(text ?? "");
        return Enumerable.Range(0, folded.Length).All(i =>
        {
            var (start, length) = folded.Locate(i, folded.Length - i);
            return start >= 0 && length > 0 && start + length <= folded.Original.Length;
        });
    }).QuickCheckThrowOnFailure();

    private static List<(char, int)> OneByOne(string text)
    {
        var folded = new List<(char Character, int Source)>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = FoldTable.Of(text[i]);
            if (c == FoldTable.Expands)
                folded.AddRange(FoldTable.Expansion(text[i]).Select(part => (part, i)));
            else if (c != FoldTable.Dropped && !(c == ' ' && folded.Count > 0 && folded[^1].Character == ' '))
                folded.Add((c, i));
        }

        return folded;
    }
}
