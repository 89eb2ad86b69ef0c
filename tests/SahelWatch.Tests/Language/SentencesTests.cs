using SahelWatch.Language;

namespace SahelWatch.Tests.Language;

public class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("Gen. Diallo spoke. He left at 4.30 p.m. on Monday.", "Gen. Diallo spoke.|He left at 4.30 p.m. on Monday.")]
    [InlineData("« Nous tiendrons. » Le maire a parlé.", "« Nous tiendrons. »|Le maire a parlé.")]
    [InlineData("M. Traoré est parti. \"Oui.\" Non.", "M. Traoré est parti.|\"Oui.\"|Non.")]
    [InlineData("Title without a stop\n\nFirst line.", "Title without a stop|First line.")]
    [InlineData("قتل خمسة. وأصيب عشرة؟ نعم.", "قتل خمسة.|وأصيب عشرة؟|نعم.")]
    [InlineData("", "")]
    public void Text_splits_into_sentences(string text, string sentences) =>
        string.Join('|', Sentences.Of(text).Select(s => s.Text)).ShouldBe(sentences);

    [Fact]
    public void A_sentence_has_its_position_in_the_text()
    {
        const string text = "  One.\n Two.";
        Sentences.Of(text).ShouldAllBe(s => text.Substring(s.Start, s.Text.Length) == s.Text);
    }
}
