using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests.Editions;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Web;

namespace SahelWatch.Tests.Web;

/// <summary>The pages of an edition that is not open to subscribers, beside one that is.</summary>
public sealed partial class HiddenDigestsTests : IAsyncLifetime, IDisposable
{
    private static readonly Edition Public = new() { Id = "public", Title = "Public", Subscribers = true, Readers = ["anybody@reader.example"] };
    private static readonly Edition Hidden = new() { Id = "hidden", Title = "Hidden", Readers = ["invited@reader.example"] };

    private readonly ScriptedMailer _mailer = new();
    private readonly MemoryBlobs _blobs = new();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _app = await StartAsync(Public, Hidden);
        _http.BaseAddress = new Uri(_app.Urls.First());
        await _app.Services.GetRequiredService<SahelWatch.Pipeline>().DigestAsync(today: true, CancellationToken.None);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("?k=")]
    [InlineData("?k=0123456789abcdef01234567")]
    public async Task A_stranger_who_guesses_the_date_sees_nothing(string query)
    {
        (await StatusAsync($"digests/hidden/2026-11-22{query}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync($"digests/public/2026-11-22{query}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_link_in_the_mail_opens_the_digest_and_leads_to_no_other()
    {
        using var answer = await _http.GetAsync(LinkTo("invited@reader.example"));
        var page = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.Private.ShouldBeTrue();
        page.ShouldNotContain("digests?");
        LinkTo("anybody@reader.example").ShouldBe("digests/public/2026-11-22");
    }

    [Fact]
    public async Task Once_the_edition_is_gone_the_link_in_the_mail_still_opens_the_digest()
    {
        await using var later = await StartAsync(Public);
        using var http = new HttpClient { BaseAddress = new Uri(later.Urls.First()) };

        using var invited = await http.GetAsync(LinkTo("invited@reader.example"));
        using var stranger = await http.GetAsync("digests/hidden/2026-11-22");

        (invited.StatusCode, stranger.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound));
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        return answer.StatusCode;
    }

    private string LinkTo(string reader) => Link().Match(_mailer.Accepted.Single(m => m.To.Value == reader).Content.Text).Groups["path"].Value;

    private async Task<WebApplication> StartAsync(params Edition[] editions)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["SahelWatch:Delivery:PublicUrl"] = "https://sahelwatch.example/";
        builder.Services
            .AddSahelWatch(builder.Configuration, new TestClock(Watch.Morning.AddHours(1)), new SahelWatchInputs([], Watchlist.Shipped, editions))
            .AddPages()
            .AddSingleton(new Stores(new CountingBlobs(_blobs)))
            .AddSingleton<IMailer>(_mailer);
        var app = builder.Build();
        app.UsePages(routes => routes.MapPages());
        await app.StartAsync();
        return app;
    }

    [GeneratedRegex(@"https://sahelwatch\.example/(?<path>digests/\S+)")]
    private static partial Regex Link();
}
