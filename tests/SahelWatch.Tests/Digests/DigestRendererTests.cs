using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Rendering;
using SahelWatch.Tests.Support;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests;

public partial class DigestRendererTests
{
    private static readonly DigestRenderer Renderer = new();

    public static TheoryData<string> Samples => [.. SampleDigests.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_digests_of_the_corpus_look_as_they_were_last_approved(string name)
    {
        var digest = SampleDigests.Of(name);
        var mail = await Renderer.RenderAsync(digest, CancellationToken.None);

        Golden.Verify($"Digests/{name}.html", mail.Html);
        Golden.Verify($"Digests/{name}.txt", $"Subject: {mail.Subject}\n\n{mail.Text}");
        Golden.Verify($"Digests/{name}.page.html", await Renderer.RenderPageAsync(digest, CancellationToken.None));
        Golden.Verify($"Digests/{name}.json", Encoding.UTF8.GetString(DigestJson.Write(digest)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_stored_digest_renders_to_the_same_bytes(string name)
    {
        var digest = SampleDigests.Of(name);

        var first = await Renderer.RenderAsync(digest, CancellationToken.None);
        var again = await new DigestRenderer().RenderAsync(DigestJson.Read(DigestJson.Write(digest)), CancellationToken.None);

        (again.Subject, again.Html, again.Text).ShouldBe((first.Subject, first.Html, first.Text));
        again.Message.Lines.ShouldBe(first.Message.Lines);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_mail_loads_nothing_and_has_one_way_to_unsubscribe_in_each_part(string name)
    {
        var mail = await Renderer.RenderAsync(SampleDigests.Of(name), CancellationToken.None);

        Loads().IsMatch(mail.Html).ShouldBeFalse();
        Regex.Count(mail.Html, Regex.Escape(DigestRenderer.UnsubscribeUrl)).ShouldBe(1);
        Regex.Count(mail.Text, Regex.Escape(DigestRenderer.UnsubscribeUrl)).ShouldBe(1);
        (await Renderer.RenderPageAsync(SampleDigests.Of(name), CancellationToken.None)).ShouldNotContain(DigestRenderer.UnsubscribeUrl);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_text_says_what_the_html_says(string name)
    {
        var digest = SampleDigests.Of(name);
        var mail = await Renderer.RenderAsync(digest, CancellationToken.None);
        var words = Squeeze(mail.Text);

        foreach (var block in new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("h1, h2, h3, li strong"))
            words.ShouldContain(Squeeze(block.TextContent));
        foreach (var excerpt in digest.Stories.SelectMany(s => s.Excerpts))
            words.ShouldContain(Squeeze(excerpt.Text));
        foreach (var source in digest.Stories.SelectMany(s => s.Sources.Take(4)))
            mail.Text.ShouldContain(source.Url!.AbsoluteUri);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Lines_of_text_are_short_but_for_addresses(string name)
    {
        var mail = await Renderer.RenderAsync(SampleDigests.Of(name), CancellationToken.None);

        mail.Text.Split('\n').Where(l => !l.TrimStart().StartsWith("https://", StringComparison.Ordinal)).ShouldAllBe(l => l.Length <= 78);
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'single' <b>bold")]
    [InlineData("Toll rises\r\nBcc: everyone@example.org\r\n\r\n<html>")]
    [InlineData("\u202Egnihtemos neddih\u202C \u2067x")]
    [InlineData("NUL \0 and bell \u0007 and escape \u001B[31m")]
    [InlineData("Emoji 👩\u200D🚒🔥 and flags 🇲🇱")]
    [InlineData("@(1+1) {{x}} ${y} <!--[if mso]> --> ]]>")]
    [InlineData("https://unsubscribe.invalid/ is where")]
    public async Task A_hostile_headline_is_harmless_in_html_text_and_subject(string headline)
    {
        var story = Of(Report("a", headline, Monday.AddHours(-5), lead: headline + " and some more words that make it a sentence.", source: headline) with
        {
            Url = new Uri("javascript:alert(1)"),
            Agency = headline,
        });

        var mail = await Renderer.RenderAsync(Digest(Monday, story), CancellationToken.None);

        var document = new HtmlParser().ParseDocument(mail.Html);
        document.QuerySelectorAll("script, b, iframe, img").ShouldBeEmpty();
        document.QuerySelector("h3")!.TextContent.Trim().ShouldBe(CleanText.Line(headline, Wordings.LongestHeadline));
        mail.Html.ShouldNotContain("javascript:");
        mail.Subject.ShouldNotContain('\n');
        foreach (var part in new[] { mail.Html, mail.Text, mail.Subject })
            part.Where(c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\u2067' or '\uFFFE').ShouldBeEmpty();
        mail.Text.Split('\n').ShouldNotContain(l => l.StartsWith("Bcc:", StringComparison.OrdinalIgnoreCase) && l.Length > 60);
    }

    [Fact]
    public async Task A_headline_of_five_thousand_characters_is_cut()
    {
        var mail = await Renderer.RenderAsync(
            Digest(Monday, Of(Report("a", string.Concat(Enumerable.Repeat("endless ", 625)), Monday.AddHours(-5)))), CancellationToken.None);

        mail.Subject.Length.ShouldBeInRange(100, 150);
        mail.Html.Length.ShouldBeLessThan(12_000);
    }

    [Theory]
    [InlineData("en", "The governor of the region said on Monday that the road between the two towns had been cut in three places by the flood. ")]
    [InlineData("fr", "Le gouverneur de la région a déclaré lundi que la route entre les deux villes avait été coupée en trois endroits par la crue. ")]
    [InlineData("ar", "أعلن حاكم المنطقة يوم الاثنين أن الطريق بين المدينتين انقطع في ثلاثة مواضع بسبب الفيضان الذي ضرب المنطقة هذا الأسبوع. ")]
    public async Task Forty_stories_stay_under_what_gmail_shows_as_they_leave(string language, string sentence)
    {
        var digest = Compose(Input(Monday, Many(40, language, sentence)) with
        { Edition = Daily with { Language = language }, Page = new Uri("https://sahelwatch.example/digests/daily/2026-11-02") });

        var mail = await Renderer.RenderAsync(digest, CancellationToken.None);

        DigestRenderer.EncodedLength(mail.Html).ShouldBeLessThanOrEqualTo(DigestRenderer.MaxMailBytes);
        new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("h3").Length.ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public async Task Beyond_what_a_mail_holds_stories_get_a_line_then_a_count_and_the_page_has_them_all()
    {
        var digest = Compose(Input(Monday, Many(100, "en", "The governor said that road {0} had been cut by the flood in several places. ")) with
        { Edition = Daily with { MaxStories = 20 } });

        var mail = new HtmlParser().ParseDocument((await Renderer.RenderAsync(digest, CancellationToken.None)).Html);
        var page = new HtmlParser().ParseDocument(await Renderer.RenderPageAsync(digest, CancellationToken.None));

        mail.QuerySelectorAll("h3").Length.ShouldBe(20);
        mail.QuerySelectorAll("li > a").Length.ShouldBe(40);
        mail.Body!.TextContent.ShouldContain("and 40 more stories");
        page.QuerySelectorAll("h3").Length.ShouldBe(100);
    }

    [Theory]
    [InlineData("https://watch.example/digests/daily/2026-11-23", "https://watch.example/stories/")]
    [InlineData("https://example.org/sahel/digests/daily/2026-11-23", "https://example.org/sahel/stories/")]
    public async Task Each_story_of_a_mail_has_an_anchor_and_a_link_to_its_page(string page, string stories)
    {
        var digest = Digest(Monday, [.. Many(6, "en", "The road {0} has been cut by the flood. ")]) with { Page = new Uri(page), MaxStories = 4 };

        var mail = await Renderer.RenderAsync(digest, CancellationToken.None);

        var document = new HtmlParser().ParseDocument(mail.Html);
        document.QuerySelectorAll("[id^=story-]").Select(e => e.Id).ShouldBe(digest.Stories.Select(s => $"story-{s.Id}"));
        var links = document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToList();
        foreach (var story in digest.Stories)
        {
            links.ShouldContain(stories + story.Id);
            mail.Text.ShouldContain(stories + story.Id);
        }

        links[0].ShouldBe(page, "the first is the way to the browser");
    }

    [Fact]
    public async Task A_page_is_a_file_that_may_lie_anywhere()
    {
        var digest = Digest(Monday, [.. Many(3, "en", "The road {0} has been cut by the flood. ")]);

        var page = new HtmlParser().ParseDocument(await Renderer.RenderPageAsync(digest, CancellationToken.None));

        page.QuerySelectorAll("nav a").Select(a => a.GetAttribute("href")).ShouldBe(digest.Stories.Select(s => $"#story-{s.Id}"));
        page.QuerySelectorAll("a").ShouldAllBe(a => a.GetAttribute("href")!.StartsWith('#') || a.GetAttribute("href")!.StartsWith("https://"));
    }

    [Fact]
    public async Task What_was_never_mailed_is_marked_as_new_and_what_was_is_not()
    {
        var first = Report("a", "Flood cuts the road to Tera", Monday.AddHours(-5));
        var monday = Digest(Monday, Of(first));
        var tuesday = After(monday, Tuesday, Of(first, Report("b", "Bridge of Tera gives way to new rains", Monday.AddHours(9), source: "Other")),
            Of(Report("c", "Teachers of Zinder end their walkout", Monday.AddHours(8))));

        var mail = await Renderer.RenderAsync(tuesday, CancellationToken.None);

        new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("strong.n").ShouldHaveSingleItem().TextContent.ShouldBe("NEW");
        Regex.Count(mail.Text, "^NEW · ", RegexOptions.Multiline).ShouldBe(1);
    }

    [Fact]
    public async Task A_day_of_corrections_alone_is_not_called_quiet()
    {
        var mail = await Renderer.RenderAsync(SampleDigests.Of("corrected"), CancellationToken.None);

        mail.Html.ShouldContain("Corrections</h2>");
        mail.Html.ShouldNotContain("A quiet day");
        mail.Text.ShouldNotContain("A quiet day");
    }

    [Theory]
    [InlineData("fr", "ltr")]
    [InlineData("ar", "rtl")]
    public async Task A_mail_says_its_language_within_the_body_which_is_all_that_some_mail_programs_keep(string language, string direction)
    {
        var digest = Compose(Input(Monday, Of(Report("a", "Flood cuts the road", Monday.AddHours(-5)))) with { Edition = Daily with { Language = language } });

        var body = new HtmlParser().ParseDocument((await Renderer.RenderAsync(digest, CancellationToken.None)).Html).Body!;

        var frame = body.QuerySelector("main")!.Closest("[lang]")!;
        frame.LocalName.ShouldNotBe("html");
        frame.GetAttribute("lang").ShouldBe(language);
        frame.GetAttribute("dir").ShouldBe(direction);
    }

    [Theory]
    [InlineData("en", 4, 4, "Desert Wire", "all carry the same text (Desert Wire)")]
    [InlineData("en", 3, 5, "Desert Wire", "the same text (Desert Wire) in 3 of 5")]
    [InlineData("en", 2, 3, null, "the same text in 2 of 3")]
    [InlineData("en", 2, 2, null, "both carry the same text")]
    [InlineData("en", 1, 3, "Desert Wire", null)]
    [InlineData("fr", 2, 2, "AIB", "tous deux reprennent le même texte (AIB)")]
    [InlineData("ar", 2, 2, null, "كلاهما ينقل النص نفسه")]
    [InlineData("ar", 3, 3, null, "كلها تنقل النص نفسه")]
    public void Copies_are_counted_once_and_out_of_how_many(string language, int copies, int reports, string? agency, string? said) =>
        new Phrases(Digest(Monday) with { Language = language }).Copies(new Lineage(reports, reports, 1, reports, copies, agency, 0)).ShouldBe(said);

    [Theory]
    [InlineData("en", "epidemic", "41 deaths")]
    [InlineData("ar", "epidemic", "41 وفاة")]
    [InlineData("ar", "attack", "41 قتيلًا")]
    public void Who_dies_of_disease_is_not_called_killed(string language, string what, string said)
    {
        var story = Of(Report("a", what == "epidemic" ? "Cholera outbreak in Massakory" : "Attack on Massakory", Monday.AddHours(-9), figures: Killed(41)));

        var digest = Compose(Input(Monday, story) with { Edition = Daily with { Language = language } });

        new Phrases(digest).Standing(digest.Stories[0]).ShouldStartWith(said);
        new Phrases(digest).Count(digest.Stories[0].Figures[0]).ShouldBe(said);
    }

    [Fact]
    public void A_digest_of_a_later_version_is_refused() =>
        Should.Throw<System.Text.Json.JsonException>(() => DigestJson.Read(DigestJson.Write(Digest(Monday) with { Version = 2 }))).Message.ShouldContain(
            "version 2");

    private static SahelWatch.Domain.Story[] Many(int count, string language, string sentence) =>
        [.. Enumerable.Range(0, count).Select(i => Of([.. Enumerable.Range(0, 6).Select(r =>
            Report($"s{i}r{r}", $"{sentence.Split('.')[0]} {i}", Monday.AddHours(-9), language,
                $"{sentence}{i} {string.Concat(Enumerable.Range(0, 3).Select(w => $"Word{i}{r}{w} other{w}{i} thing{r}{w} {sentence}"))}", $"Outlet number {r}",
                    figures: Killed(i + r)))]))];

    private static string Squeeze(string text) => Spaces().Replace(text.Replace("- ", "", StringComparison.Ordinal), "");

    [GeneratedRegex(@"[\s\u2068\u2069]+")]
    private static partial Regex Spaces();

    /// <summary>Anything that a mail program would fetch.</summary>
    [GeneratedRegex(@"<(img|link|script|iframe|object|embed|video|audio|form|base)\b|src=|url\(|@import|background=", RegexOptions.IgnoreCase)]
    private static partial Regex Loads();
}
