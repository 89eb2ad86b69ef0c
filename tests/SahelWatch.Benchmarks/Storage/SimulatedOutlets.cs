using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SahelWatch.Domain;

namespace SahelWatch.Benchmarks.Storage;

/// <summary>
/// Outlets that bring so many articles a day, spread over the day, answered without a network; and the clock by which they do, which moves when told.
/// </summary>
internal sealed class SimulatedOutlets : TimeProvider
{
    private const int Shown = 10; // entries a feed shows

    private static readonly string[] Towns = [
        "Gao", "Mopti", "Kidal", "Djibo", "Dori", "Tillabéri", "Diffa", "Bol", "Abéché", "Nouakchott", "Ménaka", "Kaya", "Agadez", "Mao"];
    private static readonly string[] Countries = [
        "Mali", "Mali", "Mali", "Burkina Faso", "Burkina Faso", "Niger", "Niger", "Chad", "Chad", "Mauritania", "Mali", "Burkina Faso", "Niger", "Chad"];
    private static readonly string[] Events = ["Floods displace {0} families near", "Gunmen kill {0} in", "Teachers strike for {0} days in",
        "Market fire destroys {0} stalls in", "Measles: {0} cases in", "Court tries {0} in"];

    private readonly DateTimeOffset _start;
    private readonly TimeSpan _between;

    public SimulatedOutlets(DateTimeOffset start, int feeds, int perDay)
    {
        (_start, Now, _between) = (start, start, TimeSpan.FromDays(1) / perDay);
        Feeds = [.. Enumerable.Range(0, feeds).Select(i => new Uri($"https://outlet-{i}.invalid/feed.xml"))
            .Select((url, i) => new Feed { Id = FeedId.From(url), Url = url, Title = $"Outlet {i}", Language = "en" })];
        Http = new Answers(this);
    }

    public DateTimeOffset Now { get; set; }

    public IReadOnlyList<Feed> Feeds { get; }

    public HttpMessageHandler Http { get; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>How many articles the outlet has brought so far; outlets take turns over the day.</summary>
    private int Brought(int outlet) => (int)((Now - _start + (_between * outlet / Feeds.Count)) / _between);

    public string Rss(int outlet)
    {
        var brought = Brought(outlet);
        var items = Enumerable.Range(Math.Max(0, brought - Shown), Math.Min(Shown, brought)).Reverse().Select(n => Item(outlet, n));
        return $"<rss version=\"2.0\"><channel><title>Outlet {outlet}</title><link>https://outlet-{outlet}.invalid/</link><description>News</description>{string.Concat(items)}</channel></rss>";
    }

    private string Item(int outlet, int n)
    {
        var seed = (outlet * 7919) + (n * 104_729);
        var (town, country) = (Towns[seed % Towns.Length], Countries[seed % Towns.Length]);
        var title = string.Format(CultureInfo.InvariantCulture, Events[seed / 7 % Events.Length], (seed % 97) + 2) + $" {town}";
        var published = _start + (_between * (n + 1)) - (_between * outlet / Feeds.Count);
        return $"<item><title>{title}</title><link>https://outlet-{outlet}.invalid/{n}</link><guid>{outlet}-{n}</guid><pubDate>{published:R}</pubDate>"
            + $"<description>{title}, {country}, the authorities of {town} said. Report number {seed} of Outlet {outlet}.</description></item>";
    }

    private sealed class Answers(SimulatedOutlets press) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var outlet = int.Parse(request.RequestUri!.Host["outlet-".Length..^".invalid".Length], CultureInfo.InvariantCulture);
            var tag = new EntityTagHeaderValue($"\"{press.Brought(outlet)}\"");
            if (request.Headers.IfNoneMatch.Contains(tag))
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotModified));
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(press.Rss(outlet), Encoding.UTF8, "application/rss+xml") };
            answer.Headers.ETag = tag;
            return Task.FromResult(answer);
        }
    }
}
