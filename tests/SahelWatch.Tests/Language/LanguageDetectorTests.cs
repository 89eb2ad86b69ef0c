using SahelWatch.Language;

namespace SahelWatch.Tests.Language;

public class LanguageDetectorTests
{
    [Theory]
    [InlineData("The army said that it had retaken the town on Monday after a day of fighting.", null, "en")]
    [InlineData("L'armée a annoncé lundi avoir repris la ville après une journée de combats.", null, "fr")]
    [InlineData("أعلن الجيش يوم الاثنين أنه استعاد المدينة", null, "ar")]
    [InlineData("L'armée a annoncé lundi avoir repris la ville après une journée de combats.", "en-US", "fr")]
    [InlineData("The army said that it had retaken the town on Monday after a day of fighting.", "fr", "en")]
    [InlineData("El ejército dijo que había retomado la ciudad el lunes tras un día de combates con los rebeldes.", null, "other")]
    [InlineData("Sojoji sun ce sun kwato garin a ranar Litinin bayan an yi fada da su.", null, "other")]
    [InlineData("ارتش اعلام کرد که شهر را پس از یک روز درگیری پس گرفت و گفت چند نفر کشته شدند", null, "other")]
    [InlineData("Армия сообщила, что отбила город", "en", "other")]
    [InlineData("Mali coup", "fr-FR", "fr")]
    [InlineData("Burkina Faso", null, "en")]
    [InlineData("Djado : onze orpailleurs morts", null, "fr")]
    [InlineData("", "ar", "ar")]
    [InlineData("12:30", null, "other")]
    public void The_text_decides_if_it_is_long_enough_and_otherwise_the_declared_language(string text, string? claimed, string language) =>
        LanguageDetector.Detect(text, claimed).ShouldBe(language);

    [Fact]
    public void A_long_word_that_starts_with_a_function_word_is_not_one() =>
        LanguageDetector.Detect(string.Concat(Enumerable.Repeat("shugabancin ", 5)) + "le le", null).ShouldBe("fr");

    [SkippableFact]
    public void The_corpus_is_recognised_without_declared_languages()
    {
        var path = Support.Repository.Shared("data/corpus/articles.jsonl");
        Skip.If(path is null, "The shared corpus is not beside this checkout.");
        var wrong = File.ReadLines(path!).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
            .Where(a => LanguageDetector.Detect(a.GetProperty("text").GetString()!, null) != a.GetProperty("lang").GetString())
            .Select(a => a.GetProperty("id").GetString());
        wrong.ShouldBeEmpty();
    }
}
