using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Text;

namespace SahelWatch.Tests.Text;

public class FoldedTextTests
{
    /// <summary>Fails where ICU is missing or InvariantGlobalization is on: Normalize(FormD) silently does nothing then.</summary>
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
    public void Variants_of_one_spelling_fold_to_one(string text, string folded) => FoldedText.Fold(text).ShouldBe(folded);

    [Theory]
    [InlineData("Le Sénégal\u00A0  et le Ma\u0301li", "mali", "Ma\u0301li")]
    [InlineData("الجيش المَالِيّ قال", "المالي", "المَالِيّ")]
    [InlineData("une œuvre de Gao", "gao", "Gao")]
    public void A_stretch_of_folded_text_is_found_again_in_the_original(string text, string folded, string original)
    {
        var result = FoldedText.Of(text);
        var (start, length) = result.Locate(result.ToString().IndexOf(folded, StringComparison.Ordinal), folded.Length);
        text.Substring(start, length).ShouldBe(original);
    }

    [Fact]
    public void Folding_twice_equals_folding_once() =>
        Prop.ForAll((string? text) => FoldedText.Fold(FoldedText.Fold(text ?? "")) == FoldedText.Fold(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_stretch_lies_within_the_original() => Prop.ForAll((string? text) =>
    {
        var folded = FoldedText.Of(text ?? "");
        return Enumerable.Range(0, folded.Length).All(i =>
        {
            var (start, length) = folded.Locate(i, folded.Length - i);
            return start >= 0 && length > 0 && start + length <= folded.Original.Length;
        });
    }).QuickCheckThrowOnFailure();
}
