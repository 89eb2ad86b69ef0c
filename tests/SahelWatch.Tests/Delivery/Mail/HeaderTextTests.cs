using SahelWatch.Delivery.Mail;

namespace SahelWatch.Tests.Delivery.Mail;

public class HeaderTextTests
{
    [Theory]
    [InlineData("Toll rises\r\nBcc: everybody@example.org", "Toll rises Bcc: everybody@example.org")]
    [InlineData("Toll\0 rises\u2028today\u0085now", "Toll rises today now")]
    [InlineData("Toll \u202Esesir\u202C today", "Toll sesir today")]
    [InlineData("Toll \u2066rises", "Toll rises")]
    [InlineData("\u2068Le Sahel\u2069: اليوم", "\u2068Le Sahel\u2069: اليوم")]
    [InlineData("half a \uD83D surrogate", "half a surrogate")]
    public void Hostile_characters_leave_one_harmless_line(string subject, string expected) => HeaderText.Clean(subject).ShouldBe(expected);

    [Fact]
    public void A_headline_of_5000_characters_is_truncated_with_an_ellipsis()
    {
        var clean = HeaderText.Clean(new string('م', 5000));

        clean.Length.ShouldBe(200);
        clean.ShouldEndWith("…");
    }

    [Fact]
    public void Truncation_does_not_split_characters()
    {
        var clean = HeaderText.Clean(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 100)));

        clean.Length.ShouldBe((11 * 18) + 1);
        clean.ShouldEndWith("👩‍👩‍👧‍👦…");
    }
}
