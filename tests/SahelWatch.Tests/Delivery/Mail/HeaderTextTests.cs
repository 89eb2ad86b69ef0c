using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Delivery.Mail;

namespace SahelWatch.Tests.Delivery.Mail;

public partial class HeaderTextTests
{
    public static TheoryData<string> Texts() => new(
        "Sahel, 22 November: convoy attacked near Djibo",
        "Mali : l'armée repousse une attaque à Ménaka, « quinze morts »",
        "مالي: مقتل خمسة عشر جنديا في هجوم على قافلة قرب جيبو، بحسب مصادر محلية وأممية في المنطقة",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 🇲🇱🇳🇪🇧🇫🇹🇩🇲🇷",
        "A literal =?utf-8?Q?encoded_word?= in a headline",
        new string('a', 150),
        "a" + string.Concat(Enumerable.Repeat("\u0301", 150)));

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_subject_reads_back_as_it_was_and_keeps_to_the_limits(string subject)
    {
        var field = HeaderText.Unstructured("Subject", subject);

        Decode(field["Subject: ".Length..]).ShouldBe(subject);
        ShouldKeepToTheLimits(field);
    }

    [Theory]
    [InlineData("Toll rises\r\nBcc: everybody@example.org", "Toll rises Bcc: everybody@example.org")]
    [InlineData("Toll\0 rises\u2028today\u0085now", "Toll rises today now")]
    [InlineData("Toll \u202Esesir\u202C today", "Toll sesir today")]
    [InlineData("Toll \u2066rises", "Toll rises")]
    [InlineData("\u2068Le Sahel\u2069: اليوم", "\u2068Le Sahel\u2069: اليوم")]
    [InlineData("half a \uD83D surrogate", "half a surrogate")]
    public void Hostile_characters_leave_one_harmless_line(string subject, string expected)
    {
        HeaderText.Clean(subject).ShouldBe(expected);
    }

    [Fact]
    public void A_headline_of_5000_characters_is_cut_with_an_ellipsis()
    {
        var clean = HeaderText.Clean(new string('م', 5000));

        clean.Length.ShouldBe(200);
        clean.ShouldEndWith("…");
    }

    [Fact]
    public void Whatever_the_text_the_field_is_one_ascii_field_that_reads_back_as_the_clean_text()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string?>().Filter(s => s is not null), text =>
        {
            var field = HeaderText.Unstructured("Subject", text!);
            ShouldKeepToTheLimits(field);
            Decode(field["Subject: ".Length..]).ShouldBe(HeaderText.Clean(text!));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_display_name_cannot_leave_its_quotes()
    {
        HeaderText.Phrase("Sahel \"Watch\" <evil@example.org>", 6).ShouldBe("\"Sahel \\\"Watch\\\" <evil@example.org>\"");
    }

    private static void ShouldKeepToTheLimits(string field)
    {
        field.ShouldEndWith("\r\n");
        Ascii.IsValid(field).ShouldBeTrue();
        var lines = field[..^2].Split("\r\n");
        lines.Skip(1).ShouldAllBe(l => l.StartsWith(' '));
        lines.ShouldAllBe(l => !l.Contains('\r') && !l.Contains('\n') && l.Length <= 998); // RFC 5322 2.1.1
        lines.Where(l => l.Contains("=?utf-8?", StringComparison.Ordinal)).ShouldAllBe(l => l.Length <= 76); // RFC 2047 2
        EncodedWord().Matches(field).ShouldAllBe(w => w.Value.Length <= 75);
    }

    /// <summary>A reader of RFC 2047 for these tests: every word must be whole UTF-8 by itself.</summary>
    private static string Decode(string value)
    {
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var unfolded = value.TrimEnd('\n', '\r').Replace("?=\r\n =?", "?==?", StringComparison.Ordinal).Replace("\r\n", "", StringComparison.Ordinal);
        return EncodedWord().Replace(unfolded, w => utf8.GetString(Convert.FromBase64String(w.Groups[1].Value)));
    }

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=")]
    private static partial Regex EncodedWord();
}
