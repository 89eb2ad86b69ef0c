using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using SahelWatch.Alerts;
using SahelWatch.Alerts.Rendering;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Digests;
using SahelWatch.Digests.Rendering;
using SahelWatch.Tests.Digests;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Alerts;

public class AlertRendererTests
{
    private static readonly AlertRenderer Renderer = new();

    internal static readonly string[] Names = ["english", "french", "arabic", "several", "correction"];

    public static TheoryData<string> Samples => [.. Names];

    /// <summary>Alerts of stories of the bundled corpus: three languages, one source and several, one that came late, several held back together.</summary>
    internal static Alert Sample(string name) => name switch
    {
        "several" => Of("arabic", late: true, [.. SampleDigests.Of("arabic").Stories.Take(3).Select(s => Item(s, AlertKind.New))]),
        "correction" => Of("english", late: false, Item(SampleDigests.Of("english").Stories[1], AlertKind.Correction)),
        _ => Of(name, late: name == "french", Item(SampleDigests.Of(name).Stories[0], name == "french" ? AlertKind.FollowUp : AlertKind.New, name == "english")),
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_alerts_of_the_corpus_look_as_they_were_last_approved(string name)
    {
        var mail = await Renderer.RenderAsync(Sample(name), CancellationToken.None);

        Golden.Verify($"Alerts/{name}.html", mail.Html);
        Golden.Verify($"Alerts/{name}.txt", $"Subject: {mail.Subject}\n\n{mail.Text}\n----\n{mail.Message.Title}\n{string.Join('\n', mail.Message.Lines)}\n{mail.Message.Link}");
    }

    [Fact]
    public async Task Of_an_epidemic_an_alert_counts_deaths_and_nobody_killed()
    {
        var alert = Sample("english");
        var story = alert.Items[0].Story;
        var ofDisease = story.Figures.First(f => f.Kind == "killed") with { OfDisease = true };
        alert = alert with { Items = [alert.Items[0] with { Story = story with { Figures = [ofDisease] } }] };

        var mail = await Renderer.RenderAsync(alert, CancellationToken.None);

        mail.Text.ShouldContain($"- {new AlertPhrases(alert).Count(ofDisease)} ");
        new AlertPhrases(alert).Count(ofDisease).ShouldEndWith(" deaths");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_mail_loads_nothing_is_short_and_has_one_way_to_unsubscribe_in_each_part(string name)
    {
        var mail = await Renderer.RenderAsync(Sample(name), CancellationToken.None);

        Regex.IsMatch(mail.Html, @"<(img|script|link|iframe)\b|url\(", RegexOptions.IgnoreCase).ShouldBeFalse();
        Regex.Count(mail.Html, Regex.Escape(DigestRenderer.UnsubscribeUrl)).ShouldBe(1);
        Regex.Count(mail.Text, Regex.Escape(DigestRenderer.UnsubscribeUrl)).ShouldBe(1);
        mail.Subject.Length.ShouldBeLessThanOrEqualTo(160);
        mail.Subject.ShouldNotContain('\n');
        DigestRenderer.EncodedLength(mail.Html).ShouldBeLessThan(30 * 1024);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Mail_text_and_channels_say_what_where_who_says_so_and_where_to_read_on(string name)
    {
        var alert = Sample(name);
        var mail = await Renderer.RenderAsync(alert, CancellationToken.None);
        var html = Squeeze(new HtmlParser().ParseDocument(mail.Html).Body!.TextContent);
        var told = string.Join('\n', mail.Message.Lines.Select(l => l.Text));
        var words = new AlertPhrases(alert);

        foreach (var item in alert.Items)
        {
            foreach (var said in new[] { html, Squeeze(mail.Text), Squeeze(told) })
                said.ShouldContain(Squeeze(item.Story.Gist ?? item.Story.Headline.Text));
            foreach (var said in new[] { html, Squeeze(mail.Text), Squeeze(told) })
                item.Story.Places.ShouldContain(place => said.Contains(Squeeze(place), StringComparison.Ordinal), said);
            mail.Html.ShouldContain(item.Page!.AbsoluteUri);
            mail.Text.ShouldContain(item.Page.AbsoluteUri);
            foreach (var (count, says) in words.Figures(item.Story))
                new[] { html, Squeeze(mail.Text) }.ShouldAllBe(said => said.Contains(Squeeze($"{count} {says}"), StringComparison.Ordinal));
        }

        Squeeze(mail.Text).Contains(Squeeze(words.Late()), StringComparison.Ordinal).ShouldBe(alert.Late);
        (mail.Message.Urgent, told.Contains(words.Late(), StringComparison.Ordinal)).ShouldBe((!alert.Late, alert.Late));
    }

    [Fact]
    public async Task One_source_is_marked_in_subject_mail_text_and_channel()
    {
        var mail = await Renderer.RenderAsync(Sample("english"), CancellationToken.None);
        var confirmed = Sample("english");
        var sure = await Renderer.RenderAsync(confirmed with { Items = [confirmed.Items[0] with { OneSource = false }] }, CancellationToken.None);

        string[] marked = [mail.Subject, mail.Html, mail.Text, string.Join('\n', mail.Message.Lines.Select(l => l.Text))];
        marked.ShouldAllBe(part => part.Contains("one source, not yet confirmed", StringComparison.Ordinal));
        string[] unmarked = [sure.Subject, sure.Html, sure.Text, string.Join('\n', sure.Message.Lines.Select(l => l.Text))];
        unmarked.ShouldAllBe(part => !part.Contains("one source", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hostile_headline_is_text_in_mail_and_payloads()
    {
        var alert = Sample("english");
        var hostile = alert.Items[0].Story with { Headline = alert.Items[0].Story.Headline with { Text = "<script>alert(1)</script> <!channel> @everyone" }, Gist = null };

        var mail = await Renderer.RenderAsync(alert with { Items = [alert.Items[0] with { Story = hostile }] }, CancellationToken.None);

        mail.Html.ShouldNotContain("<script>alert");
        System.Text.Encoding.UTF8.GetString(Payloads.Of(new Channel { Kind = ChannelKind.Telegram, Target = "1" }, mail.Message))
            .ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &lt;!channel&gt; @everyone");
    }

    private static Alert Of(string digest, bool late, params AlertItem[] items)
    {
        var sample = SampleDigests.Of(digest);
        return new Alert
        {
            Rule = "grave",
            Key = "2026-11-09-aa00",
            Title = sample.Language switch { "fr" => "Événements graves", "ar" => "أحداث خطيرة", _ => "Grave events" },
            Language = sample.Language,
            TimeZone = sample.TimeZone,
            At = sample.Composed,
            Late = late,
            Items = items,
        };
    }

    private static AlertItem Item(DigestStory story, AlertKind kind, bool oneSource = false) =>
        new(story, kind, oneSource, new Uri($"https://sahelwatch.example/stories/{story.Id}"));

    private static string Squeeze(string text) => Regex.Replace(text, @"\s+", "");
}
