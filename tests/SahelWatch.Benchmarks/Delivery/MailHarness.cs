using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>The product as it is registered, on a folder and an SMTP server, with one daily edition and a day's worth of stories.</summary>
internal static class MailHarness
{
    public const string EditionId = "daily";

    public static readonly DateTimeOffset FirstDay = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    public static ServiceProvider Open(string folder, int smtpPort, TimeProvider clock, IReadOnlyList<string> listed, TimeSpan lease, TimeSpan timeout)
    {
        var settings = new Dictionary<string, string?>
        {
            ["SahelWatch:Storage:Folder"] = folder,
            ["SahelWatch:Delivery:Mailer"] = "Smtp",
            ["SahelWatch:Delivery:From"] = "digest@sahelwatch.example",
            ["SahelWatch:Delivery:PublicUrl"] = "https://sahelwatch.example/",
            ["SahelWatch:Delivery:Smtp:Host"] = "127.0.0.1",
            ["SahelWatch:Delivery:Smtp:Port"] = smtpPort.ToString(CultureInfo.InvariantCulture),
            ["SahelWatch:Delivery:Smtp:Security"] = "None",
            ["SahelWatch:Delivery:Smtp:Timeout"] = timeout.ToString(),
            ["SahelWatch:Delivery:Lease"] = lease.ToString(),
            ["SahelWatch:Delivery:GiveUpAfter"] = TimeSpan.FromDays(12)
                .ToString(), // days pass in minutes here, and a busy machine must not be a reason to give up
        };
        var edition = new Edition { Id = EditionId, Title = "Sahel daily", Readers = listed, Subscribers = true };
        return new ServiceCollection()
            .AddLogging(log => log.SetMinimumLevel(LogLevel.None))
            .AddSahelWatch(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), clock, new SahelWatchInputs([], Watchlist.Shipped, [edition]))
            .BuildServiceProvider();
    }

    /// <summary>Stores what a day of grouping would have stored.</summary>
    public static async Task WriteStoriesAsync(IBlobs blobs, int stories, DateTimeOffset now)
    {
        string[] countries = ["ML", "NE", "BF", "TD", "MR"];
        var store = new StoryStore(blobs);
        var written = Enumerable.Range(0, stories).Select(i => Story(i, countries[i % countries.Length], now.AddHours(-1 - (i % 20)))).ToList();
        await store.NoteChangesAsync([.. written.Select(s => s.Id)], now, CancellationToken.None);
        foreach (var story in written)
            await store.SaveAsync(story, null, CancellationToken.None);
    }

    private static Story Story(int number, string country, DateTimeOffset date)
    {
        var reports = Enumerable.Range(0, 3).Select(r => new Report
        {
            Article = ArticleId.From($"https://outlet{r}.example/{number}"),
            Source = $"Outlet {r}",
            Language = r == 1 ? "fr" : "en",
            Url = new Uri($"https://outlet{r}.example/{number}"),
            Title = r == 1 ? $"Le marché numéro {number} rouvre après la crue" : $"Market number {number} reopens after the flood",
            Lead = "Traders returned to the stalls on Saturday. The council said that repairs to the bridge would go on until the end of the month.",
            Date = date,
            FirstSeen = date,
        }).ToList();
        return new Story
        {
            Id = StoryId.FoundedBy(reports[0].Article),
            Reports = reports,
            Countries = [country],
            Themes = [
            "economy"],
            FirstReported = date,
            LastReported = date,
            Changed = date
        };
    }
}
