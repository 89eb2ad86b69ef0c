using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;

namespace SahelWatch.Tests.Support;

/// <summary>
/// The invented press of the demonstration as feeds on loopback, told again and again: an article comes every few minutes of the clock, as long as anybody
/// polls.
/// </summary>
internal sealed class ArrivingArticles : IAsyncDisposable
{
    private const int Shown = 40; // entries a feed shows: more than an outlet brings while everybody is dead

    /// <summary>Between two articles. A feed shows one so long after its date.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _start;
    private readonly IReadOnlyList<Told> _articles;
    private readonly WebApplication _server;

    private ArrivingArticles(TimeProvider clock, DateTimeOffset start, IReadOnlyList<Told> articles, WebApplication server) =>
        (_clock, _start, _articles, _server) = (clock, start, articles, server);

    public IReadOnlyList<Feed> Feeds { get; private set; } = [];

    /// <summary>The feeds as a feed list.</summary>
    public string Opml
    {
        get
        {
            var outlines = Feeds.Select(f => $"""<outline text="{WebUtility.HtmlEncode(f.Title)}" xmlUrl="{f.Url}" />""");
            return $"""<opml version="2.0"><body>{string.Concat(outlines)}</body></opml>""";
        }
    }

    public static async Task<ArrivingArticles> StartAsync(TimeProvider clock, DateTimeOffset start)
    {
        var articles = File.ReadLines(Repository.PathOf("src/SahelWatch.Cli/Demo/articles.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Told>(line, JsonSerializerOptions.Web)!).OrderBy(a => a.Published).ToList();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var press = new ArrivingArticles(clock, start, articles, server);
        var outlets = articles.Select(a => a.Source).Distinct().Order(StringComparer.Ordinal).ToList();
        server.Run(async context =>
        {
            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            await context.Response.WriteAsync(press.Rss(outlets[int.Parse(context.Request.Path.Value!.Trim('/'), null)]));
        });
        await server.StartAsync();
        press.Feeds = [.. outlets.Select((outlet, i) => new Uri(new Uri(server.Urls.Single()), $"/{i}"))
            .Zip(outlets, (url, outlet) => new Feed { Id = FeedId.From(url), Url = url, Title = outlet })];
        return press;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Rss(string outlet)
    {
        var published = (int)((_clock.GetUtcNow() - _start) / Every);
        var items = Enumerable.Range(0, Math.Max(0, published)).Where(n => _articles[n % _articles.Count].Source == outlet).TakeLast(Shown).Reverse()
            .Select(Item);
        return $"<rss version=\"2.0\"><channel><title>{WebUtility.HtmlEncode(outlet)}</title><link>https://press.example/</link><description>News</description>{string.Concat(items)}</channel></rss>";
    }

    /// <summary>The nth article of all; told again, it has an address of its own and is a copy.</summary>
    private string Item(int n)
    {
        var article = _articles[n % _articles.Count];
        var item = new StringBuilder("<item>").Append("<title>").Append(WebUtility.HtmlEncode(article.Title)).Append("</title>");
        item.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"<link>{WebUtility.HtmlEncode(article.Url)}-{n / _articles.Count}</link><pubDate>{_start + (Every * n):R}</pubDate>");
        return item.Append("<description>").Append(WebUtility.HtmlEncode(article.Text)).Append("</description></item>").ToString();
    }

    private sealed record Told(string Source, string Url, DateTimeOffset Published, string Title, string Text);
}
