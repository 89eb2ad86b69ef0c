using SahelWatch.Language;

namespace SahelWatch.Tests.Language;

public class WordsTests
{
    [Theory]
    [InlineData("L’État et l'armée d'Agadez, jusqu'à Gao", "etat et armee agadez a gao")]
    [InlineData("Niger's army in N'Djamena's centre", "niger s army in n'djamena s centre")]
    [InlineData("15 soldats tués – selon l’AFP", "15 soldats tues selon afp")]
    [InlineData("والنيجر وبالنيجر للنيجر", "نيجر نيجر نيجر")]
    [InlineData("وقال الجيش", "قال جيش")]
    [InlineData("", "")]
    public void Text_splits_into_folded_words_without_elisions_and_prefixes(string text, string words) =>
        string.Join(' ', Words.Of(text).Select(w => w.Folded)).ShouldBe(words);

    [Fact]
    public void A_word_has_its_position_in_the_text()
    {
        const string text = "À l’État !";
        Words.Of(text).Select(w => text.Substring(w.Start, w.Length)).ShouldBe(["À", "État"]);
    }
}
