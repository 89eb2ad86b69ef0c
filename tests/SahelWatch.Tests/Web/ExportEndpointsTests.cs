using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
    [InlineData("stories.atom?from=yesterday", "\"yesterday\" is no time")]
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

    /// <summary>The invented press, grouped and catalogued, behind the pages.</summary>
    public sealed class Archive : IAsyncLifetime
    {
        private WebApplication? _app;

        public HttpClient Http { get; } = new();

        public async Task InitializeAsync()
        {
            var blobs = await CatalogueHarness.GroupedAsync();
            await CatalogueHarness.UpdateAsync(blobs);
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSahelWatch(builder.Configuration, new TestClock(GroupingHarness.Now)).AddPages(builder.Configuration)
                .AddSingleton(new Stores(new CountingBlobs(blobs)));
            _app = builder.Build();
            _app.UsePages(routes => routes.MapPages());
            await _app.StartAsync();
            Http.BaseAddress = new Uri(_app.Urls.First());
        }

        public async Task DisposeAsync()
        {
            Http.Dispose();
            await _app!.DisposeAsync();
        }
    }
}
