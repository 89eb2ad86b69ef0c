using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Tests.Feeds.Html;

public class HtmlTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  a \t b\u00A0\u00A0c\r\n", "a b c")]
    [InlineData("<p>One</p>\n<p>Two</p>", "One\n\nTwo")]
    [InlineData("One<br>two<br/><br />three", "One\ntwo\n\nthree")]
    [InlineData("<ul><li>a<li>b</ul>c", "a\nb\n\nc")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("a<b>b</b>c <i> d</i>", "abc d")]
    [InlineData("x<script>if (a < b) { alert('</p>') }</script>y<style>p{}</style>z", "xyz")]
    [InlineData("x<script src=a />y", "xy")]
    [InlineData("a<!-- <p>no</p> -->b", "ab")]
    [InlineData("a<!-- never closed", "a<!-- never closed")]
    [InlineData("<a title=\"1 > 0\" href='x'>b</a>", "b")]
    [InlineData("<a title=\"broken>b</a> c", "b c")]
    [InlineData("1 < 2 > 1 <3", "1 < 2 > 1 <3")]
    [InlineData("a <img src=\"x", "a")]
    [InlineData("if x <y then", "if x <y then")]
    [InlineData("&lt;b&gt; &amp;amp; AT&T &copy &eacute; &#233; &#xE9; &#146; &unknown; &", "<b> &amp; AT&T © é é é ’ &unknown; &")]
    [InlineData("&#0; &#xD800; &#99999999; &#;", "\uFFFD \uFFFD \uFFFD &#;")]
    [InlineData("a\u0000b\u0007c\uFEFF", "abc")]
    [InlineData("First\nline\n\nSecond", "First line\n\nSecond")]
    [InlineData("", "")]
    public void Markup_becomes_text(string html, string text) => HtmlText.Of(html).ShouldBe(text);

    [Theory]
    [InlineData("a <b> & &amp; c", "a <b> & &amp; c")]
    [InlineData("a\n\n b", "a\n\nb")]
    public void Cleaning_plain_text_keeps_its_markup_characters(string text, string clean) => HtmlText.Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData("One two three", 20, "One two three")]
    [InlineData("One two three", 9, "One two…")]
    [InlineData("Onetwothree", 5, "Onetw…")]
    [InlineData("One.\n\nTwo.", 20, "One. Two.")]
    public void An_excerpt_ends_between_words(string text, int most, string start) => HtmlText.Start(text, most).ShouldBe(start);

    /// <summary>Tricky fragments in any order and number.</summary>
    private static readonly Gen<string> Soup = Gen.Elements(
        "<", ">", "</", "<p>", "</p>", "<a href=\"", "'", "=\"", "<!--", "-->", "<script>", "</script>", "&", "&amp;", "&#", ";", "x", " ", "\n", "<br",
            "\u2029", "é", "\uD83D", "&nGt;").ListOf().Select(string.Concat);

    [Fact]
    public void Any_tag_soup_becomes_text_without_doubled_spaces_or_control_characters() =>
        Prop.ForAll(Soup.ToArbitrary(), soup =>
        {
            var text = HtmlText.Of(soup);
            return !text.Contains("  ", StringComparison.Ordinal) && !text.Contains("\n\n\n", StringComparison.Ordinal) && text == text.Trim()
                && !text.Any(c => char.IsControl(c) && c != '\n');
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clean_text_is_left_unchanged() =>
        Prop.ForAll(Soup.ToArbitrary(), soup => HtmlText.Clean(HtmlText.Clean(soup)) == HtmlText.Clean(soup)).QuickCheckThrowOnFailure();
}
