using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Inputs;
using SahelWatch.Storage;
using SahelWatch.Tests.Catalogue;
using SahelWatch.Tests.Support;
using SahelWatch.Web;

namespace SahelWatch.Tests.Web;

/// <summary><c>/export</c> and <c>/stories.atom</c> over real HTTP.</summary>
public sealed class ExportEndpointsTests(ExportEndpointsTests.Archive archive) : IClassFixture<ExportEndpointsTests.Archive>
{
    [Theory]
    [InlineData("export", "text/csv", "\"id\",\"date\",\"place\"")]
    [InlineData("export?format=jsonl&country=Mali", "application/jsonl", "\"country\":[\"ML\"")]
    [InlineData("export?format=geojson&theme=security", "application/geo+json", "\"FeatureCollection\"")]
    [InlineData("export?hxl=1", "text/csv", "#affected+killed")]
    [InlineData("stories.atom?place=Djibo", "application/atom+xml", "<feed")]
    [InlineData("stories.atom?place=Ourou", "application/atom+xml", "Djibo")]
    [InlineData("stories.atom?q=Ourou", "application/atom+xml", "Djibo")]
    [InlineData("stories.atom?q=attaque", "application/atom+xml", "attaqu")]
    public async Task What_a_search_finds_is_had_in_each_format(string address, string type, string holds)
    {
        using var answer = await archive.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(holds);
    }

    [Theory]
    [InlineData("export?format=xlsx", "There is no format \"xlsx\"")]
    [InlineData("export?country=XX", "There is no country \"XX\"")]
    [InlineData("stories.atom?from=yesterday", "\"yesterday\" is not a time")]
    public async Task What_makes_no_sense_is_named(string address, string said)
    {
        using var answer = await archive.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(said);
    }

    [Fact]
    public async Task No_endless_question_is_read()
    {
        using var answer = await archive.Http.GetAsync($"export?q={new string('a', 5000)}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Three_exports_run_at_once_and_a_fourth_is_told_to_come_back()
    {
        var (waiting, go) = (new SemaphoreSlim(0), new TaskCompletionSource());
        async Task Hold()
        {
            waiting.Release();
            await go.Task;
        }

        IBlobs blobs = await Archive.BlobsAsync();
        for (var export = 0; export < 3; export++)
            blobs = new InterruptedBlobs(blobs, 1, Hold, "catalogue/"); // each wrapper holds the first read of one export
        await using var app = await Archive.StartAsync(blobs);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var three = Enumerable.Range(0, 3).Select(_ => http.GetAsync("export")).ToList();
        foreach (var _ in three)
            await waiting.WaitAsync();

        using var fourth = await http.GetAsync("export");
        using var page = await http.GetAsync("healthz");
        go.SetResult();

        (fourth.StatusCode, fourth.Headers.RetryAfter?.Delta).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)));
        page.StatusCode.ShouldBe(HttpStatusCode.OK, "only exports are limited");
        foreach (var answer in await Task.WhenAll(three))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Dispose();
        }

        using var later = await http.GetAsync("export");
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The invented press, grouped and catalogued, behind the pages.</summary>
    public sealed class Archive : IAsyncLifetime
    {
        /// <summary>What the operator's own people call Djibo.</summary>
        private const string OwnName = "entries:\n- { id: bf.djibo, kind: town, iso: BF, in: [bf.soum], names: { en: [Djibo, Ourou], fr: [Djibo], ar: [جيبو] } }\n";

        private WebApplication? _app;

        public HttpClient Http { get; } = new();

        public async Task InitializeAsync()
        {
            _app = await StartAsync(await BlobsAsync());
            Http.BaseAddress = new Uri(_app.Urls.First());
        }

        internal static async Task<MemoryBlobs> BlobsAsync()
        {
            var blobs = await CatalogueHarness.GroupedAsync();
            await CatalogueHarness.UpdateAsync(blobs);
            await new InputStore(blobs, new TestClock(GroupingHarness.Now)).SetAsync(InputFile.Gazetteer, Encoding.UTF8.GetBytes(OwnName), CancellationToken.None);
            return blobs;
        }

        internal static async Task<WebApplication> StartAsync(IBlobs blobs)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSahelWatch(builder.Configuration, new TestClock(GroupingHarness.Now)).AddPages()
                .AddSingleton(new Stores(new CountingBlobs(blobs)));
            var app = builder.Build();
            app.UsePages(routes => routes.MapPages());
            await app.StartAsync();
            return app;
        }

        public async Task DisposeAsync()
        {
            Http.Dispose();
            await _app!.DisposeAsync();
        }
    }
}
