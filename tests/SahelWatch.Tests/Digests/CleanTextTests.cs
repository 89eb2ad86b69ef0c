using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Digests;

namespace SahelWatch.Tests.Digests;

public class CleanTextTests
{
    [Theory]
    [InlineData("  a \t b\r\nBcc: x@y  ", "a b Bcc: x@y")]
    [InlineData("a\0b\u0007c", "a b c")]
    [InlineData("\u202Eevil\u202C \u2066x\u2069\u200F", "evil x")]
    [InlineData("a\u00ADb\u200Bc\uFEFFd\u2028e", "abcd e")]
    [InlineData("می\u200Cخواهم 👩\u200D🚒 ❤\uFE0F", "می\u200Cخواهم 👩\u200D🚒 ❤\uFE0F")]
    [InlineData("private \uE000 use", "private use")]
    [InlineData("مُحَمَّدٌ", "مُحَمَّدٌ")]
    public void A_line_keeps_what_writes_and_drops_what_hides_or_reorders(string text, string line) => CleanText.Line(text, 200).ShouldBe(line);

    [Fact]
    public void Half_a_character_becomes_a_replacement() => CleanText.Line("half " + '\uD83D' + " a smile", 200).ShouldBe("half \uFFFD a smile");

    [Fact]
    public void Marks_heaped_on_a_letter_are_taken_down() =>
        CleanText.Line("z" + new string('\u0301', 50) + "algo", 200).ShouldBe("z\u0301\u0301\u0301\u0301algo");

    [Theory]
    [InlineData("one two three four", 12, "one two…")]
    [InlineData("donaudampfschifffahrt", 10, "donaudamp…")]
    [InlineData("👍👍👍👍👍👍", 4, "👍👍👍…")]
    public void A_cut_ends_in_an_ellipsis_at_a_word_where_one_is_near(string text, int maximum, string line) => CleanText.Line(text, maximum).ShouldBe(line);

    [Fact]
    public void Any_text_becomes_one_line_of_bounded_length_and_stays_what_it_is_when_cleaned_again() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<PositiveInt>(), (text, maximum) =>
        {
            var line = CleanText.Line(text ?? "", maximum.Get + 1);
            var bad = line.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator);
            return !bad && new StringInfo(line).LengthInTextElements <= maximum.Get + 1 && CleanText.Line(line, maximum.Get + 1) == line;
        }).QuickCheckThrowOnFailure();
}
