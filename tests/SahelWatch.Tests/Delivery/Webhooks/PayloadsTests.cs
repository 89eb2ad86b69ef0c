using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Delivery.Webhooks;

namespace SahelWatch.Tests.Delivery.Webhooks;

/// <summary>Holds every payload to the lengths and rules that its service publishes, whatever a headline contains.</summary>
public class PayloadsTests
{
    private static readonly ChannelMessage Message = new()
    {
        Id = "coup/2026-11-26/aa00",
        At = new(2026, 11, 26, 4, 5, 6, TimeSpan.FromHours(1)),
        Title = "Mali, Ménaka: attack on a market, 17 killed",
        Lines = [new("17 killed (army); 21 killed (union)"), new("Gunmen kill 17 <at> Ménaka [market]", new("https://outlet.example/a_(1)?x=1&y=2"))],
        Link = new("https://watch.example/stories/aa00"),
        Language = "en",
        Urgent = true,
    };

    /// <summary>What an outlet could put into a headline to break a message or ping a room, beside plain words in three scripts.</summary>
    private static readonly string[] Hostile =
        ["<!channel>", "@everyone", "](https://evil.example)", "*_~`|", "</b><a href=\"x\">", "&lt;", "\u202E", "👩‍👩‍👧‍👦", "é́", "هجوم على سوق", "Gunmen", " ", "17", "\\", "🇲🇱"];

    private static readonly Arbitrary<ChannelMessage> AnyMessage = (
        from title in Text(60)
        from lines in Text(200).Select(t => new MessageLine(t, new Uri($"https://outlet.example/a|b_({t.Length})"))).ListOf()
        from language in Gen.Elements("en", "fr", "ar")
        select Message with { Title = title, Lines = [.. lines], Language = language }).ToArbitrary();

    private static Gen<string> Text(int words) =>
        from count in Gen.Choose(1, words)
        from parts in Gen.Elements(Hostile).ListOf(count)
        select string.Concat(parts);

    [Fact]
    public void Slack_gets_a_header_and_sections_in_which_a_headline_is_text() =>
        Written(ChannelKind.Slack, Message)["blocks"]!.AsArray().Select(b => b!["text"]!["text"]!.GetValue<string>()).ShouldBe(
        [
            "Mali, Ménaka: attack on a market, 17 killed",
            "17 killed (army); 21 killed (union)",
            "<https://outlet.example/a_(1)?x=1&amp;y=2|Gunmen kill 17 &lt;at&gt; Ménaka [market]>",
            "<https://watch.example/stories/aa00|watch.example/stories/aa00>",
        ]);

    [Fact]
    public void Telegram_gets_html_with_its_three_characters_escaped() =>
        Written(ChannelKind.Telegram, Message)["text"]!.GetValue<string>().ShouldBe(
            "<b>Mali, Ménaka: attack on a market, 17 killed</b>\n17 killed (army); 21 killed (union)\n"
            + "<a href=\"https://outlet.example/a_(1)?x=1&amp;y=2\">Gunmen kill 17 &lt;at&gt; Ménaka [market]</a>\n"
            + "<a href=\"https://watch.example/stories/aa00\">watch.example/stories/aa00</a>");

    [Fact]
    public void Markdown_of_a_headline_is_escaped_and_its_address_cannot_end_the_link_early() =>
        Written(ChannelKind.Discord, Message)["embeds"]![0]!["description"]!.GetValue<string>()
            .ShouldContain(@"[Gunmen kill 17 \<at\> Ménaka \[market\]](https://outlet.example/a_%281%29?x=1&y=2)");

    [Fact]
    public void An_Arabic_card_runs_from_right_to_left()
    {
        var arabic = Message with { Language = "ar", Title = "مالي: 17 قتيلا" };

        Written(ChannelKind.Teams, arabic)["attachments"]![0]!["content"]!["rtl"]!.GetValue<bool>().ShouldBeTrue();
        Written(ChannelKind.Slack, arabic)["blocks"]![0]!["text"]!["text"]!.GetValue<string>().ShouldStartWith("\u200F");
    }

    [Fact]
    public void Plain_json_carries_facts_and_addresses_and_utc() =>
        Written(ChannelKind.Json, Message).ToJsonString().ShouldStartWith("""{"id":"coup/2026-11-26/aa00","at":"2026-11-26T03:05:06Z","language":"en",""");

    [Fact]
    public void No_message_is_longer_than_its_service_takes() => Prop.ForAll(AnyMessage, message =>
    {
        var slack = Written(ChannelKind.Slack, message)["blocks"]!.AsArray();
        slack.Count.ShouldBeLessThanOrEqualTo(50);
        Length(slack[0]).ShouldBeLessThanOrEqualTo(150);
        slack.Skip(1).ShouldAllBe(block => Length(block) <= 3000);
        Encoding.UTF8.GetByteCount(Written(ChannelKind.Teams, message).ToJsonString()).ShouldBeLessThanOrEqualTo(28 * 1024);
        var embed = Written(ChannelKind.Discord, message)["embeds"]![0]!;
        embed["title"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(256);
        embed["description"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(4096);
        Written(ChannelKind.Telegram, message)["text"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(4096);
        Encoding.UTF8.GetByteCount(Written(ChannelKind.Ntfy, message)["message"]!.GetValue<string>()).ShouldBeLessThanOrEqualTo(4096);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_headline_becomes_a_mention_or_markup() => Prop.ForAll(AnyMessage, message =>
    {
        // The header is plain text, in which Slack reads nothing but text.
        var slack = Written(ChannelKind.Slack, message);
        slack["blocks"]!.AsArray().Skip(1).Append(slack).ShouldAllBe(node => !node!["text"]!.ToString().Contains("<!channel>", StringComparison.Ordinal));
        Written(ChannelKind.Telegram, message)["text"]!.GetValue<string>().ShouldNotContain("<a href=\"x\">");
        Written(ChannelKind.Discord, message)["allowed_mentions"]!["parse"]!.AsArray().Count.ShouldBe(0);
    }).QuickCheckThrowOnFailure();

    private static int Length(JsonNode? block) => block!["text"]!["text"]!.GetValue<string>().Length;

    private static JsonObject Written(ChannelKind kind, ChannelMessage message) => Payloads.Of(new Channel { Kind = kind, Target = "t" }, message);
}
