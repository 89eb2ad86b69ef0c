using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Alerts.Rules;
using SahelWatch.Archive;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Web;

namespace SahelWatch.Tests.Web;

/// <summary>
/// The pages over real HTTP, after a fortnight of the invented press (Data/Fortnight) has gone through the real pipeline: matched, grouped and told in three
/// editions, morning after morning.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 18, 0, 0, TimeSpan.Zero);

    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 12, 0, 0, 0, TimeSpan.Zero));
    private WebApplication? _app;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    internal MemoryBlobs Blobs { get; } = new();

    /// <summary>A story of several reports with a toll that changed, one of several places, one digest, the pages that have one address: one of each kind.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services
            .AddSahelWatch(builder.Configuration, _clock, new SahelWatchInputs(FeedList.Shipped, Watchlist.Shipped, [Daily("en"), Daily("fr"), Daily("ar")])
            {
                Alerts = AlertList.Parse(AlertList.Sample, "alerts.yaml"),
            })
            .AddPages()
            .AddSingleton(new Stores(new CountingBlobs(Blobs)))
            .AddSingleton<IMailer>(new ScriptedMailer());
        _app = builder.Build();
        _app.UsePages(routes => routes.MapPages());
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
        await PublishAsync(_app.Services.GetRequiredService<SahelWatch.Pipeline>());
        var told = await _app.Services.GetRequiredService<SahelWatch.Stories.StoryArchive>().SinceAsync(Now.AddDays(-20), CancellationToken.None);
        var story = told.OrderByDescending(s => s.Reports.Count(r => r.Figures.Count > 0)).ThenBy(s => s.Id.Value, StringComparer.Ordinal).First();
        var rows = await _app.Services.GetRequiredService<SahelWatch.Catalogue.CatalogueReader>().RowsAsync(null, null, CancellationToken.None);
        var several = rows.Where(r => r.Places.Count(p => p.Position is not null) > 1).MaxBy(r => (r.Reports, r.Id.Value))!;
        Pages = ["", "alerts", "digests", "digests/daily-en/2026-11-20", "digests/daily-fr/2026-11-20", "digests/daily-ar/2026-11-20", $"stories/{story.Id}", $"stories/{several.Id}", "search",
            "search?q=Mali&theme=security&sort=relevant", "search?q=nothing+at+all", "map", "places/ml", "places/bf.djibo", "weeks/2026-47", "sources",
            "subscriptions", "no/such/page"];
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        Http.Dispose();
    }

    public static Edition Daily(string language) => new()
    {
        Id = $"daily-{language}",
        Title = language switch { "fr" => "Le Sahel au quotidien", "ar" => "الساحل اليوم", _ => "Sahel daily" },
        Language = language,
        Subscribers = true,
    };

    private async Task PublishAsync(SahelWatch.Pipeline pipeline)
    {
        var matcher = new ArticleMatcher(Watchlist.Shipped);
        var articles = new[] { "articles", "kept" }.SelectMany(f => File.ReadLines(Repository.PathOf($"tests/SahelWatch.Tests/Data/Fortnight/{f}.jsonl")))
            .Select(line => ArticleOf(JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!, matcher)).Where(a => a.Match.Relevant).ToList();
        var since = _clock.GetUtcNow();
        for (var run = since.AddDays(1).AddHours(6).AddMinutes(5); since < Now; run = run.AddDays(1))
        {
            var now = run < Now ? run : Now; // mornings, and the afternoon of the last day
            _clock.AdvanceTo(now);
            await new ArticleStore(Blobs).AppendAsync(articles.Where(a => a.FirstSeen > since && a.FirstSeen <= now), now, CancellationToken.None);
            await PollAsync(now);
            await pipeline.GroupAsync(CancellationToken.None);
            await pipeline.AlertAsync(CancellationToken.None);
            await pipeline.DigestAsync(today: false, CancellationToken.None);
            since = now;
        }
    }

    /// <summary>All feeds of the list were read, but for some.</summary>
    private async Task PollAsync(DateTimeOffset now)
    {
        FeedState State(Feed feed, int i) => new()
        {
            Id = feed.Id,
            Health = i % 13 == 0 ? FeedHealth.Failing : i % 17 == 0 ? FeedHealth.Quiet : FeedHealth.Healthy,
            LastPoll = now,
            LastSuccess = now,
            NextDue = now,
            LastNewEntry = now.AddHours(-i),
            Rhythm = TimeSpan.FromHours(1 + (i % 9)),
        };
        var states = new SahelWatch.Stores(new CountingBlobs(Blobs)).FeedStates;
        await states.SaveAsync(0, [.. FeedList.Shipped.Select(State)], await states.LoadAsync(0, CancellationToken.None), CancellationToken.None);
    }

    private static Article ArticleOf(Row row, ArticleMatcher matcher)
    {
        var article = new Article
        {
            Id = ArticleId.From(row.Url.AbsoluteUri),
            Feed = FeedId.From(new Uri(row.Url, "/feed")),
            Source = row.Source,
            Kind = "local",
            Url = row.Url,
            Title = row.Title,
            Text = row.Text,
            Language = row.Lang,
            Published = row.Published,
            FirstSeen = row.Published.AddMinutes(10),
            Match = new Match { Relevant = false, Score = 0 },
        };
        return article with { Match = matcher.Match(row.Title, "", row.Text, row.Lang) };
    }

    private sealed record Row(string Lang, string Source, Uri Url, DateTimeOffset Published, string Title, string Text);
}
