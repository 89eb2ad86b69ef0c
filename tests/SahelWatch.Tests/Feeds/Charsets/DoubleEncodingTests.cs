using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds;
using SahelWatch.Feeds.Charsets;

namespace SahelWatch.Tests.Feeds.Charsets;

public class DoubleEncodingTests
{
    private static readonly string[] Words =
    [
        "L’armée", "déjà", "où", "été", "À", "Sénégal", "« Kidal »", "— tué", "São", "AMANHÃ", "IRMÃ", "não", "votação", "MAÇÃ…", "Ô", "SÃO PAULO", "Âge", "£",
            "20 °C", "n° 5",
        "الجيش", "في مالي،", "«كيدال»", "٢٢", "ط", "ظهر", "Gao", "2026", "…", "–", "“oui”", "Ã",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Words).NonEmptyListOf().Select(words => string.Join(' ', words.Take(12)));

    private static string Mended(string text) => DoubleEncoding.Repaired(text, new ProblemList()) ?? text;

    private static string Twice(string text, int codePage) => Encodings.Get(codePage).GetString(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Correct_French_Portuguese_and_Arabic_text_is_never_changed() =>
        Prop.ForAll(Texts.ToArbitrary(), text => Mended(text) == text).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1252)]
    [InlineData(1256)]
    public void Text_that_was_encoded_twice_is_restored(int codePage) =>
        Prop.ForAll(Texts.Where(t => t.Contains('é', StringComparison.Ordinal) || t.Contains('ي', StringComparison.Ordinal)).ToArbitrary(),
            text => Mended(Twice(text, codePage)) == text)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("AMANHÃ…")]
    [InlineData("AMANHÃ–")]
    [InlineData("SEGUNDA DE MANHÃ\u00A0: chuva")]
    [InlineData("Ã")]
    [InlineData("SÃO PAULO")]
    [InlineData("Ã©lections en été")] // only partly: the rest cannot be explained
    [InlineData("Ø")]
    [InlineData("BØ… og hav")]
    public void Text_that_may_be_correct_is_left_unchanged(string text) => Mended(text).ShouldBe(text);

    [Theory]
    [InlineData("Ã©lections", "élections")]
    [InlineData("Le dÃ©part Ã Gao", "Le départ à Gao")] // the second byte of "à" became a space
    [InlineData("dÃ©jÃ", "déjà")]
    [InlineData("HÃ”TEL", "HÔTEL")]
    [InlineData("Â« Gao Â»", "« Gao »")]
    [InlineData("Itâ€™s", "It’s")]
    public void One_unambiguous_sequence_is_enough(string text, string mended)
    {
        var problems = new ProblemList();
        DoubleEncoding.Repaired(text, problems).ShouldBe(mended);
        problems.All.ShouldHaveSingleItem();
    }
}
