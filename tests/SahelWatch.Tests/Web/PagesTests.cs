using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Web;

/// <summary>Every page in every language: what is sent, where it leads, what a validator, a screen reader and a small screen make of it.</summary>
public sealed partial class PagesTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    private const int LargestPage = 100_000; // bytes: what issue 16 asks of pages for slow lines
    private const int MostCrawled = 400;

    /// <summary>A folder to put a picture of every page in, to be looked at.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SAHELWATCH_SCREENSHOTS");

    public static TheoryData<string> Languages => ["en", "fr", "ar"];

    [Fact]
    public async Task Every_page_that_a_link_leads_to_exists_is_small_and_leads_back_to_the_first_page()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/" };
        var open = new Queue<string>(seen);
        while (seen.Count < MostCrawled && open.TryDequeue(out var path))
        {
            var (status, html, response) = await GetAsync(path);
            if (status == HttpStatusCode.Found)
                continue;
            status.ShouldBe(HttpStatusCode.OK, path);
            if (response.Content.Headers.ContentType!.MediaType != "text/html")
                continue; // a feed or a table to take along
            html.Length.ShouldBeLessThan(LargestPage, path);
            var links = LinksOf(path, html);
            links.ShouldContain("/", path);
            foreach (var link in links.Where(l => !l.Contains("lang=", StringComparison.Ordinal)).Where(seen.Add))
                open.Enqueue(link);
        }

        seen.Count.ShouldBeGreaterThan(100); // it did follow them
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_page_speaks_the_readers_language_is_small_and_may_load_nothing(string language)
    {
        foreach (var page in site.Pages)
        {
            var (status, html, response) = await GetAsync(In(page, language));

            status.ShouldBe(page == "no/such/page" ? HttpStatusCode.NotFound : HttpStatusCode.OK, page);
            System.Text.Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(LargestPage, page);
            html.ShouldContain($"<html lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\">", Case.Sensitive, page);
            html.ShouldNotContain(" style=\"", Case.Sensitive, page);
            html.ShouldNotContain("<script", Case.Insensitive, page);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-", Case.Sensitive, page);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            response.Content.Headers.ContentLanguage.ShouldBe([language]);
        }
    }

    [Fact]
    public async Task Without_a_choice_the_browsers_language_decides()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/map");
        request.Headers.AcceptLanguage.ParseAdd("de, ar;q=0.5, fr-CA;q=0.8");
        using var response = await site.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldContain("<html lang=\"fr\"");
        response.Headers.Vary.ShouldContain("Accept-Language");
    }

    [Fact]
    public async Task A_page_is_fetched_again_only_when_it_has_changed()
    {
        foreach (var page in site.Pages.Where(p => p is not ("subscriptions" or "no/such/page")))
        {
            var (_, _, first) = await GetAsync("/" + page);
            first.Headers.CacheControl!.Public.ShouldBeTrue(page);
            using var again = new HttpRequestMessage(HttpMethod.Get, "/" + page);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await site.Http.SendAsync(again);
            second.StatusCode.ShouldBe(HttpStatusCode.NotModified, page);
        }
    }

    [Fact]
    public async Task The_html_of_every_page_is_valid()
    {
        using var folder = new TemporaryFolder();
        var files = new List<string>();
        foreach (var (page, language) in site.Pages.SelectMany(p => new[] { "en", "fr", "ar" }.Select(l => (p, l))))
        {
            files.Add(Path.Combine(folder.Path, $"{files.Count}-{language}.html"));
            await File.WriteAllTextAsync(files[^1], (await GetAsync(In(page, language))).Html);
        }

        await HtmlValidate.ShouldFindNothingAsync(files);
    }

    [SkippableTheory]
    [InlineData("en", 360, false)]
    [InlineData("en", 1200, true)]
    [InlineData("fr", 360, true)]
    [InlineData("fr", 1200, false)]
    [InlineData("ar", 360, false)]
    [InlineData("ar", 1200, true)]
    public async Task Axe_finds_no_fault_and_nothing_is_wider_than_the_screen(string language, int width, bool dark)
    {
        foreach (var page in site.Pages)
        {
            var shown = await browser.ShowAsync((await GetAsync(In(page, language))).Html, width, dark);
            (await shown.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width, page);
            await Axe.ShouldFindNothingAsync(shown);
            if (Pictures is not null)
                await PicturesAsync(shown, page, language, width);
            await shown.CloseAsync();
        }
    }

    [SkippableFact]
    public async Task The_browser_applies_the_style_sheet_and_refuses_nothing_of_the_page()
    {
        var (page, complaints) = await browser.VisitAsync(new Uri(site.Http.BaseAddress!, "/map?lang=ar"));

        complaints.ShouldBeEmpty();
        (await page.Locator("h1").EvaluateAsync<string>("e => getComputedStyle(e).fontWeight")).ShouldBe("700");
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("/stories/0123456789abcdef", 404)]
    [InlineData("/stories/../../keys/readers", 404)]
    [InlineData("/stories/0123456789ABCDEF", 404)]
    [InlineData("/digests/daily-en/2026-13-45", 404)]
    [InlineData("/digests/daily-en/..%2f..%2fkeys", 404)]
    [InlineData("/digests?edition=nobody", 404)]
    [InlineData("/digests?month=never", 200)]
    [InlineData("/digests?month=9999-12", 200)]
    [InlineData("/weeks/2026-54", 404)]
    [InlineData("/weeks/9999-01", 404)]
    [InlineData("/weeks/2019-01", 200)]
    [InlineData("/weeks/2026_47", 404)]
    [InlineData("/places/nowhere", 404)]
    [InlineData("/places/inst.minusma", 404)]
    [InlineData("/map?days=-1&theme=%00&lang=xx", 200)]
    [InlineData("/search?q=%F0%9F%92%A5&p=99999999999&deaths=-5&from=9999-99-99&to=9999-12-31&country=ZZ&sort=1", 200)]
    [InlineData("/search?q=a&q=b&in=en&in=fr&lang=ar&lang=fr", 200)]
    [InlineData("/search?place=Nowhereville", 200)]
    [InlineData("/sources?kind=none&p=-3", 200)]
    public async Task An_odd_address_is_answered_with_a_page_and_a_way_back(string path, int status)
    {
        var (answered, html, _) = await GetAsync(path);

        ((int)answered).ShouldBe(status);
        html.ShouldContain("<main");
        html.ShouldNotContain("   at ");
        LinksOf(path, html).ShouldContain(l => l == "/" || l.StartsWith("/?lang=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=Djibo")]
    [InlineData("/stories.atom?country=ML")]
    public async Task What_one_reader_adds_to_an_address_is_not_shown_to_another(string path)
    {
        var (_, first, _) = await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}planted=1");
        var (_, second, _) = await GetAsync(path);

        first.ShouldNotContain("planted");
        second.ShouldNotContain("planted");
    }

    [Fact]
    public async Task What_a_reader_typed_stands_in_the_page_as_text_and_never_as_markup()
    {
        var (_, html, _) = await GetAsync("/search?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&place=%3Cscript%3E&outlet=%27%22%3Cb%3E");

        html.ShouldNotContain("<img");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<b>\"");
    }

    [Fact]
    public async Task A_story_that_was_merged_leads_to_the_one_it_went_to_also_over_several_merges_and_a_circle_leads_nowhere()
    {
        var last = site.Pages.First(p => p.StartsWith("stories/", StringComparison.Ordinal))["stories/".Length..];
        await MergeAsync("aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2");
        await MergeAsync("aaaaaaaaaaaaaaa2", last);
        await MergeAsync("bbbbbbbbbbbbbbb1", "bbbbbbbbbbbbbbb2");
        await MergeAsync("bbbbbbbbbbbbbbb2", "bbbbbbbbbbbbbbb1");

        var (status, _, response) = await GetAsync("/stories/aaaaaaaaaaaaaaa1?lang=fr");
        status.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.OriginalString.ShouldBe($"../stories/{last}?lang=fr");
        (await GetAsync("/stories/bbbbbbbbbbbbbbb1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_of_a_story_that_everybody_tells_at_length_stays_small()
    {
        var words = string.Concat(Enumerable.Repeat("مقتل عشرات المدنيين في هجوم على قرية شمالي البلاد ", 8));
        string[] kinds = ["killed", "injured", "missing", "abducted", "displaced", "arrested"];
        var reports = Enumerable.Range(0, 400).Select(i => new Report
        {
            Article = ArticleId.From($"long {i}"),
            CopyOf = i % 4 == 3 ? ArticleId.From($"long {i - 3}") : null,
            Source = $"وكالة أنباء الشاطئ {i}",
            Language = "ar",
            Url = new Uri($"https://outlet.example/{new string('a', 80)}/{i}"),
            Title = words,
            Lead = words,
            Date = Site.Now.AddMinutes(i - 400),
            FirstSeen = Site.Now,
            Figures = [.. kinds.Select(k => new Figure(k, i + 1, "at-least", null, "army", ""))],
            Additions = [words, words, words, words],
            Former = [new Wording(words + "1", "", new Uri("https://outlet.example/"), Site.Now)],
            Because = words,
        }).ToList();
        var story = new Story { Id = new StoryId("ccccccccccccccc1"), Reports = reports, FirstReported = reports[0].Date, LastReported = Site.Now, Changed = Site.Now };
        await new SahelWatch.Stories.StoryStore(site.Blobs).SaveAsync(story, null, CancellationToken.None);

        var (status, html, _) = await GetAsync("/stories/ccccccccccccccc1?lang=ar");

        status.ShouldBe(HttpStatusCode.OK);
        System.Text.Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(LargestPage);
    }

    [Fact]
    public async Task A_digest_links_each_of_its_stories_to_a_page_of_its_own_and_gives_it_an_anchor()
    {
        var (_, html, _) = await GetAsync("/digests/daily-en/2026-11-20");

        var anchors = Anchor().Matches(html).Select(m => m.Groups["id"].Value).ToList();
        anchors.ShouldNotBeEmpty();
        foreach (var id in anchors)
            html.ShouldContain($"href=\"../../stories/{id}\"");
    }

    [Fact]
    public async Task A_head_request_is_answered_like_a_get_without_the_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/digests");
        using var response = await site.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.ETag.ShouldNotBeNull();
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    private async Task MergeAsync(string id, string into)
    {
        var story = new Story { Id = new StoryId(id), Reports = [], FirstReported = Site.Now, LastReported = Site.Now, Changed = Site.Now, MergedInto = new StoryId(into) };
        await new SahelWatch.Stories.StoryStore(site.Blobs).SaveAsync(story, null, CancellationToken.None);
    }

    private static async Task PicturesAsync(IPage shown, string page, string language, int width)
    {
        var name = NotInNames().Replace(page.Length == 0 ? "today" : page, "-");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await shown.EmulateMediaAsync(new() { ColorScheme = scheme });
            await shown.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, $"{name}.{language}.{width}.{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
        }
    }

    private async Task<(HttpStatusCode Status, string Html, HttpResponseMessage Response)> GetAsync(string path)
    {
        var response = await site.Http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    private static string In(string page, string language) => $"/{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}";

    /// <summary>Where the page's own links lead, without anchors.</summary>
    private IReadOnlyList<string> LinksOf(string path, string html) =>
        [.. Href().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["href"].Value)).Where(h => !h.StartsWith('#'))
            .Select(h => new Uri(new Uri(site.Http.BaseAddress!, path), h)).Where(u => u.Host == site.Http.BaseAddress!.Host && u.Scheme == "http")
            .Select(u => u.PathAndQuery).Distinct()];

    [GeneratedRegex("<a [^>]*?href=\"(?<href>[^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex("id=\"story-(?<id>[0-9a-f]{16})\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.IgnoreCase)]
    private static partial Regex NotInNames();
}
