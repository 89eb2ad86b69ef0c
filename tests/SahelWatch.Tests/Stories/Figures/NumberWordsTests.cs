using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Tests.Stories.Figures;

public class NumberWordsTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Every_number_below_ten_thousand_that_is_spelt_out_is_read_back(string language)
    {
        Func<int, string> spell = language switch { "fr" => NumberSpeller.InFrench, "ar" => NumberSpeller.InArabic, _ => NumberSpeller.InEnglish };

        var wrong = Enumerable.Range(2, 9_998).Where(n => ReadWhole($"{spell(n)} x", language) != n).Select(n => spell(n));

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "12,000 people", 12_000)]
    [InlineData("en", "2 million people", 2_000_000)]
    [InlineData("en", "two dozen soldiers", 24)]
    [InlineData("en", "half a dozen soldiers", 6)]
    [InlineData("fr", "12 000 personnes", 12_000)]
    [InlineData("fr", "12.000 personnes", 12_000)]
    [InlineData("fr", "une quinzaine de soldats", 15)]
    [InlineData("fr", "deux dizaines de soldats", 20)]
    [InlineData("fr", "une demi-douzaine de soldats", 6)]
    [InlineData("ar", "٣١ ألف شخص", 31_000)]
    [InlineData("ar", "١٢ مهاجرا", 12)]
    [InlineData("ar", "واحدا وعشرين قتيلا", 21)]
    public void Digits_collectives_and_multiples_are_read_as_the_language_means_them(string language, string text, long value) =>
        NumberWords.Read(FigureLexer.Read(text), 0, language)!.Value.Value.ShouldBe(value);

    [Theory]
    [InlineData("en", "dozens of soldiers")]
    [InlineData("fr", "plusieurs centaines de soldats")]
    [InlineData("ar", "عشرات الجنود")]
    [InlineData("ar", "آلاف الجنود")]
    public void What_nobody_counted_takes_a_numbers_place_and_is_none(string language, string text) =>
        NumberWords.Read(FigureLexer.Read(text), 0, language)!.Value.Form.ShouldBe(NumberForm.Vague);

    [Theory]
    [InlineData("8.14 metres")]
    [InlineData("4:30 a.m.")]
    [InlineData("12th man")]
    [InlineData("4x4 pickups")]
    public void Digits_that_count_nobody_are_an_identifier(string text) =>
        NumberWords.Read(FigureLexer.Read(text), 0, "en")!.Value.Form.ShouldBe(NumberForm.Identifier);

    [Theory]
    [InlineData("en", "villages near")]
    [InlineData("fr", "soldats")]
    [InlineData("ar", "الاثنين")]
    [InlineData("ar", "واحد")]
    public void A_word_that_is_no_number_is_not_read_as_one(string language, string text) =>
        NumberWords.Read(FigureLexer.Read(text), 0, language).ShouldBeNull();

    private static long? ReadWhole(string text, string language)
    {
        var tokens = FigureLexer.Read(text);
        return NumberWords.Read(tokens, 0, language) is { } number && number.Next == tokens.Count - 1 ? number.Value : null;
    }
}
