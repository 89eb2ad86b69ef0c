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
        from lines in Text(200).Zip(Gen.Choose(1, 3000), (t, n) => new MessageLine(t, new Uri($"https://outlet.example/a|b_({new string('x', n)})"))).ListOf()
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
        Written(ChannelKind.Telegram, arabic)["text"]!.GetValue<string>().ShouldStartWith("<b>\u200F");
        Written(ChannelKind.Ntfy, arabic)["title"]!.GetValue<string>().ShouldStartWith("\u200F");
        Written(ChannelKind.Discord, arabic)["embeds"]![0]!["title"]!.GetValue<string>().ShouldStartWith("\u200F");
    }

    /// <summary>The fields without which the services answer 400, by their own documentation.</summary>
    [Theory]
    [InlineData(ChannelKind.Slack, "text", "blocks")]
    [InlineData(ChannelKind.Teams, "type", "attachments")]
    [InlineData(ChannelKind.Discord, "embeds", "allowed_mentions")]
    [InlineData(ChannelKind.Telegram, "chat_id", "text")]
    [InlineData(ChannelKind.Ntfy, "topic", "message")]
    [InlineData(ChannelKind.Json, "id", "at")]
    public void What_a_service_requires_is_there(ChannelKind kind, params string[] fields) =>
        fields.ShouldAllBe(field => Written(kind, Message).ContainsKey(field) && Written(kind, Message)[field] != null);

    [Fact]
    public void A_card_is_one_that_workflows_post()
    {
        var attachment = Written(ChannelKind.Teams, Message)["attachments"]!.AsArray().ShouldHaveSingleItem()!;
        var card = attachment["content"]!;

        attachment["contentType"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.card.adaptive");
        (card["type"]!.GetValue<string>(), card["version"]!.GetValue<string>()).ShouldBe(("AdaptiveCard", "1.5"));
        card["body"]!.AsArray().Select(b => b!["inlines"]![0]!["text"]!.GetValue<string>()).ShouldBe(
            ["Mali, Ménaka: attack on a market, 17 killed", "17 killed (army); 21 killed (union)", "Gunmen kill 17 <at> Ménaka [market]", "watch.example/stories/aa00"]);
        card["body"]![2]!["inlines"]![0]!["selectAction"]!["url"]!.GetValue<string>().ShouldBe("https://outlet.example/a_(1)?x=1&y=2");
    }

    [Fact]
    public void A_line_whose_address_is_too_long_keeps_its_words()
    {
        var message = Message with { Lines = [new("Gunmen kill 17", new Uri("https://outlet.example/" + new string('x', 5000))), new("21 killed (union)")] };

        foreach (var kind in new[] { ChannelKind.Slack, ChannelKind.Discord, ChannelKind.Telegram })
            Encoding.UTF8.GetString(Sent(kind, message)).ShouldSatisfyAllConditions(s => s.ShouldContain("Gunmen kill 17"), s => s.ShouldContain("21 killed"));
    }

    [Fact]
    public void Plain_json_carries_facts_and_addresses_and_utc() =>
        Written(ChannelKind.Json, Message).ToJsonString().ShouldStartWith("""{"id":"coup/2026-11-26/aa00","at":"2026-11-26T03:05:06Z","language":"en","urgent":true,""");

    [Fact]
    public void No_message_is_longer_than_its_service_takes() => Prop.ForAll(AnyMessage, message =>
    {
        var slack = Written(ChannelKind.Slack, message)["blocks"]!.AsArray();
        slack.Count.ShouldBeLessThanOrEqualTo(50);
        Length(slack[0]).ShouldBeLessThanOrEqualTo(150);
        slack.Skip(1).ShouldAllBe(block => Length(block) <= 3000);
        slack[0]!["text"]!["type"]!.GetValue<string>().ShouldBe("plain_text");
        slack.Skip(1).ShouldAllBe(block => Length(block) > 0);
        Written(ChannelKind.Slack, message)["text"]!.GetValue<string>().Length.ShouldBeInRange(1, 4000);
        Sent(ChannelKind.Teams, message).Length.ShouldBeLessThanOrEqualTo(28 * 1024);
        var embed = Written(ChannelKind.Discord, message)["embeds"]![0]!;
        embed["title"]!.GetValue<string>().Length.ShouldBeInRange(1, 256);
        embed["description"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(4096);
        (embed["title"]!.GetValue<string>().Length + embed["description"]!.GetValue<string>().Length).ShouldBeLessThanOrEqualTo(6000);
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

    private static byte[] Sent(ChannelKind kind, ChannelMessage message) => Payloads.Of(new Channel { Kind = kind, Target = "t" }, message);

    private static JsonObject Written(ChannelKind kind, ChannelMessage message) => JsonNode.Parse(Sent(kind, message))!.AsObject();
}
