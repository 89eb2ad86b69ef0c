using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Readers;
using SahelWatch.Settings;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Web;
using SahelWatch.Web.Subscriptions;

namespace SahelWatch.Tests.Shells;

/// <summary>The subscription pages over real HTTP, with the mails they send.</summary>
public sealed class SubscriptionPagesTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime, IDisposable
{
    private readonly MemoryBlobs _blobs = new();
    private readonly ScriptedMailer _mailer = new();
    private readonly TestClock _clock = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddPages().AddSingleton(new WebOptions()).AddSingleton<IBlobs>(_blobs).AddSingleton<IMailer>(_mailer).AddSingleton<ReaderRegister>()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(new DeliveryOptions { From = "digest@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example/") })
            .AddSingleton(new CurrentInputs(new SahelWatchInputs(FeedList.Shipped, Watchlist.Shipped,
            [
                new Edition { Id = "daily", Title = "Sahel daily", Subscribers = true },
                new Edition { Id = "hebdo", Title = "L’hebdo du Sahel", Language = "fr", Subscribers = true },
                new Edition { Id = "internal", Title = "Internal" },
            ])));
        _app = builder.Build();
        _app.UsePages(pages => pages.MapSubscriptions());
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.First());
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Only_editions_open_to_subscribers_are_offered_and_the_page_speaks_the_readers_language()
    {
        var english = await _client.GetStringAsync("/subscriptions");
        var arabic = await _client.GetStringAsync("/subscriptions?lang=ar");

        english.ShouldContain("Sahel daily");
        english.ShouldNotContain("Internal");
        arabic.ShouldContain("<html lang=\"ar\" dir=\"rtl\">");
        arabic.ShouldContain("أرسلوا إليّ الرابط");
    }

    [Theory]
    [InlineData("/subscriptions", HttpStatusCode.OK)]
    [InlineData("/subscriptions/confirm?t=x", HttpStatusCode.BadRequest)]
    [InlineData("/subscriptions/unsubscribe?t=x", HttpStatusCode.BadRequest)]
    [InlineData("/subscriptions/manage?t=x", HttpStatusCode.BadRequest)]
    public async Task A_mail_scanner_that_asks_for_the_headers_alone_gets_what_a_reader_gets(string page, HttpStatusCode status)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, page);

        using var response = await _client.SendAsync(head);

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task An_address_that_was_mistyped_is_still_in_the_form_beside_what_is_wrong_with_it()
    {
        using var response = await _client.PostAsync("/subscriptions", new FormUrlEncodedContent([new("address", "ali@\"example"), new("edition", "daily")]));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("value=\"ali@&quot;example\"");
    }

    [Fact]
    public async Task Nobody_is_subscribed_before_the_link_is_followed_and_its_button_pressed()
    {
        await AskAsync("ali@example.org", "daily");
        (await ReaderAsync("ali@example.org")).Status.ShouldBe(ReaderStatus.Asked);
        var link = Link(_mailer.Accepted.Single());

        (await _client.GetStringAsync(link)).ShouldContain("Confirm subscription");
        (await ReaderAsync("ali@example.org")).Status.ShouldBe(ReaderStatus.Asked); // a mail scanner follows links
        (await PostAsync(link)).Status.ShouldBe(HttpStatusCode.OK);

        var reader = await ReaderAsync("ali@example.org");
        (reader.Status, reader.Editions.Single()).ShouldBe((ReaderStatus.Active, "daily"));
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_or_not_the_address_is_known()
    {
        await SubscribeAsync("known@example.org", "daily");
        _clock.Advance(TimeSpan.FromHours(1));

        var known = await AskAsync("known@example.org", "daily");
        var unknown = await AskAsync("unknown@example.org", "daily");
        var again = await AskAsync("unknown@example.org", "daily");

        known.ShouldBe(unknown);
        again.ShouldBe(unknown);
        _mailer.Accepted.Count(m => m.To.Value == "unknown@example.org").ShouldBe(1); // asked twice within minutes, mailed once
        _mailer.Accepted.Last(m => m.To.Value == "known@example.org").Link!.AbsolutePath.ShouldBe("/subscriptions/manage");
    }

    [Fact]
    public async Task Whoever_asks_only_for_a_link_to_a_subscription_need_choose_no_edition_and_learns_from_the_mail_alone_whether_there_is_one()
    {
        await SubscribeAsync("known@example.org", "daily");
        _clock.Advance(TimeSpan.FromHours(1));

        var known = await PostAsync("/subscriptions", ("address", "known@example.org"), ("do", "manage"));
        var unknown = await PostAsync("/subscriptions", ("address", "unknown@example.org"), ("do", "manage"));

        known.Status.ShouldBe(HttpStatusCode.OK);
        known.ShouldBe(unknown);
        _mailer.Accepted.Last(m => m.To.Value == "known@example.org").Link!.AbsolutePath.ShouldBe("/subscriptions/manage");
        _mailer.Accepted.Single(m => m.To.Value == "unknown@example.org").ShouldSatisfyAllConditions(
            m => m.Subject.ShouldStartWith("No SahelWatch subscription"), m => m.Link!.PathAndQuery.ShouldBe("/subscriptions?lang=en"));
        (await ReaderAsync("unknown@example.org")).Status.ShouldBe(ReaderStatus.Left);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_click_unsubscribes_without_cookies_or_redirects(bool multipart)
    {
        await SubscribeAsync("ali@example.org", "daily", "hebdo");
        var link = await UnsubscribeLinkAsync("ali@example.org", "daily");
        using HttpContent body = multipart
            ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }
            : new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);

        using var response = await _client.PostAsync(link, body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await ReaderAsync("ali@example.org")).Editions.ShouldBe(["hebdo"]);
        (await PostAsync(link)).Status.ShouldBe(HttpStatusCode.OK); // clicked twice: still unsubscribed, and no error
    }

    [Fact]
    public async Task Looking_at_the_unsubscribe_page_changes_nothing_and_leaving_the_last_edition_drops_the_address()
    {
        await SubscribeAsync("ali@example.org", "daily");
        var link = await UnsubscribeLinkAsync("ali@example.org", "daily");

        (await _client.GetStringAsync(link)).ShouldContain("Sahel daily");
        (await ReaderAsync("ali@example.org")).Status.ShouldBe(ReaderStatus.Active);
        await PostAsync(link);

        var reader = await ReaderAsync("ali@example.org");
        (reader.Status, reader.Address).ShouldBe((ReaderStatus.Left, null));
    }

    [Fact]
    public async Task A_reader_changes_editions_sees_what_is_kept_and_has_it_erased()
    {
        await SubscribeAsync("ali@example.org", "daily");
        _clock.Advance(TimeSpan.FromHours(1));
        await AskAsync("ali@example.org", "daily");
        var link = Link(_mailer.Accepted.Last());

        (await PostAsync(link, ("do", "save"), ("edition", "hebdo"), ("edition", "internal"))).Body.ShouldContain("Saved.");
        (await ReaderAsync("ali@example.org")).Editions.ShouldBe(["hebdo"]); // one that is not offered cannot be had
        (await _client.GetStringAsync(link.Replace("/manage", "/manage/export", StringComparison.Ordinal))).ShouldContain("\"address\": \"ali@example.org\"");
        (await PostAsync(link, ("do", "erase"))).Body.ShouldContain("Your data has been erased");

        var reader = await ReaderAsync("ali@example.org");
        (reader.Address, reader.Status).ShouldBe((null, ReaderStatus.Erased));
    }

    [Fact]
    public async Task A_link_that_is_forged_expired_or_made_for_something_else_does_nothing()
    {
        await SubscribeAsync("ali@example.org", "daily");
        var unsubscribe = await UnsubscribeLinkAsync("ali@example.org", "daily");
        await AskAsync("new@example.org", "daily");
        var confirm = Link(_mailer.Accepted.Last());

        foreach (var bad in new[]
        {
            unsubscribe[..^1] + "-", // no signature ends so
            unsubscribe.Replace("daily", "hebdo", StringComparison.Ordinal),
            "/subscriptions/unsubscribe?t=",
            "/subscriptions/unsubscribe",
            unsubscribe.Replace("unsubscribe?", "manage?", StringComparison.Ordinal),
        })
            (await PostAsync(bad)).Status.ShouldBe(HttpStatusCode.BadRequest, bad);
        _clock.Advance(TimeSpan.FromHours(49));
        (await PostAsync(confirm)).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await ReaderAsync("ali@example.org")).Status.ShouldBe(ReaderStatus.Active);
        (await ReaderAsync("new@example.org")).Status.ShouldBe(ReaderStatus.Asked);
    }

    [Theory]
    [InlineData("not an address", "daily")]
    [InlineData("a@b.example\r\nBcc: c@d.example", "daily")]
    [InlineData("a@b.example, c@d.example", "daily")]
    [InlineData("ali@example.org", "internal")]
    [InlineData("ali@example.org", "no-such-edition")]
    public async Task What_cannot_be_subscribed_is_said_and_no_mail_is_sent(string address, string edition)
    {
        var (status, _) = await PostAsync("/subscriptions", ("address", address), ("edition", edition));

        status.ShouldBe(HttpStatusCode.BadRequest);
        _mailer.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_client_asks_for_ten_links_and_no_more()
    {
        for (var i = 0; i < 10; i++)
            await AskAsync($"reader{i}@example.org", "daily");

        (await PostAsync("/subscriptions", ("address", "one.more@example.org"), ("edition", "daily"))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        _mailer.Accepted.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Pages_are_not_cached_framed_or_leaked()
    {
        using var response = await _client.GetAsync("/subscriptions");

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
    }

    [SkippableTheory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task Axe_finds_no_fault_in_any_page_light_or_dark_and_all_fit_a_screen_of_360_pixels(string language)
    {
        await SubscribeAsync("ali@example.org", "daily");
        _clock.Advance(TimeSpan.FromHours(1));
        await AskAsync("ali@example.org", "daily");
        var manage = Link(_mailer.Accepted.Last());
        var unsubscribe = await UnsubscribeLinkAsync("ali@example.org", "daily");
        foreach (var path in new[] { "/subscriptions?x=1", unsubscribe, manage, "/subscriptions/confirm?t=bad" })
        {
            using var response = await _client.GetAsync($"{path}&lang={language}");
            var page = await browser.ShowAsync(await response.Content.ReadAsStringAsync(), 360);
            await Axe.ShouldFindNothingAsync(page);
            await page.EmulateMediaAsync(new() { ColorScheme = Microsoft.Playwright.ColorScheme.Dark });
            await Axe.ShouldFindNothingAsync(page);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(360, path);
            await page.CloseAsync();
        }
    }

    private async Task SubscribeAsync(string address, params string[] editions)
    {
        await PostAsync("/subscriptions", [("address", address), .. editions.Select(e => ("edition", e))]);
        await PostAsync(Link(_mailer.Accepted.Last()));
    }

    private async Task<string> AskAsync(string address, string edition)
    {
        var (status, body) = await PostAsync("/subscriptions", ("address", address), ("edition", edition));
        status.ShouldBe(HttpStatusCode.OK);
        return body;
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await _client.PostAsync(path, form);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<Reader> ReaderAsync(string address)
    {
        var readers = new ReaderStore(_blobs);
        return (await readers.ReadAsync(
            await readers.IdOfAsync(EmailAddress.Parse(address), CancellationToken.None), CancellationToken.None)).ShouldNotBeNull();
    }

    private async Task<string> UnsubscribeLinkAsync(string address, string edition)
    {
        var readers = new ReaderStore(_blobs);
        var links = new SubscriptionLinks(new Uri("https://sahelwatch.example/"), await readers.KeyAsync(CancellationToken.None));
        return links.Unsubscribe(await readers.IdOfAsync(EmailAddress.Parse(address), CancellationToken.None), edition, _clock.GetUtcNow()).PathAndQuery;
    }

    private static string Link(OutgoingMail mail) => mail.Link!.PathAndQuery;
}
