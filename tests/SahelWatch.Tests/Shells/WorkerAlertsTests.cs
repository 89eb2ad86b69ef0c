using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;

namespace SahelWatch.Tests.Shells;

/// <summary>How far it is from an entry in a feed to the receipt of a webhook, on the published Functions app: counted in steps of the host, not in time.</summary>
[Collection(OnePublishedWorker.Name)]
public sealed class WorkerAlertsTests(PublishedWorker published) : IDisposable
{
    private const int Events = 100;

    private static readonly IReadOnlyList<string> Towns =
    [
        .. EntrySet.Shipped.Entries
            .Where(e => e is { Kind: EntryKind.Town } && EntrySet.Shipped.IsoOf(e) is ["ML" or "NE" or "BF" or "TD" or "MR"])
            .Where(e => EntrySet.Shipped.Scan(Title(EntrySet.Shipped.Name(e.Id, "en"))) is [{ Ambiguous: false } hit] && hit.Entry == e)
            .Select(e => EntrySet.Shipped.Name(e.Id, "en")).Distinct().Take(Events),
    ];

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    /// <summary>
    /// The poll that sees the entries, and the one queue message that it sends: so an alert is there within a poll interval and what a queue takes to deliver, for
    /// 99 events of 100 (the measure); no timer stands between.
    /// </summary>
    [Fact]
    public async Task From_an_entry_to_the_webhook_are_two_steps_a_poll_and_its_message()
    {
        var received = new ConcurrentQueue<string>();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/hook")
            {
                using var reader = new StreamReader(context.Request.Body);
                received.Enqueue(await reader.ReadToEndAsync());
                return;
            }

            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            await context.Response.WriteAsync(Rss(context.Request.Path.Value!.Trim('/')));
        });
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, await SettingsAsync(server));
        (await host.DeliverAsync("GroupAfterPoll", "nothing yet")).Result.Status.ShouldBe(Support.Worker.Messages.StatusResult.Types.Status.Success); // the rule begins

        var poll = await host.FireAsync("PollFeeds");
        received.ShouldBeEmpty();
        var message = poll.OutputData.Single(o => o.Name == "Group").Data;
        await host.DeliverAsync("GroupAfterPoll", message.String);

        Towns.Count.ShouldBe(Events);
        var titles = received.Select(body => JsonNode.Parse(body)!["title"]!.GetValue<string>()).ToList();
        Towns.Count(town => titles.Exists(t => t.Contains(town, StringComparison.Ordinal))).ShouldBeGreaterThanOrEqualTo(99);
        titles.Count.ShouldBeLessThanOrEqualTo(Events, "an event is told once");
    }

    private async Task<Dictionary<string, string>> SettingsAsync(LoopbackServer server)
    {
        var outlines = string.Concat(new[] { "first", "second" }.Select(o => $"""<outline type="rss" text="{o}" xmlUrl="{server[o]}" language="en" />"""));
        await File.WriteAllTextAsync(Path.Combine(_data.Path, "two.opml"), $"""<opml version="2.0"><body>{outlines}</body></opml>""");
        await File.WriteAllTextAsync(Path.Combine(_data.Path, "mine.yaml"), """
            alerts:
            - { id: grave, title: Grave, thresholds: { killed: 10 }, sources: 2, mostADay: 100, channels: [duty] }
            """);
        return new()
        {
            ["SahelWatch__FeedList"] = Path.Combine(_data.Path, "two.opml"),
            ["SahelWatch__Alerts"] = Path.Combine(_data.Path, "mine.yaml"),
            ["SahelWatch__Feeds__RequestSpacing"] = "00:00:00",
            ["SahelWatch__Delivery__AllowPrivateChannels"] = "true",
            ["SahelWatch__Delivery__Channels__duty__Kind"] = "Json",
            ["SahelWatch__Delivery__Channels__duty__Url"] = server["hook"].AbsoluteUri,
            ["SahelWatch__Delivery__Channels__duty__Secret"] = Receivers.Secret,
        };
    }

    /// <summary>Each outlet tells every event in words of its own, a few minutes ago.</summary>
    private static string Rss(string outlet)
    {
        var now = TimeProvider.System.GetUtcNow();
        var items = Towns.Select((town, i) => string.Create(CultureInfo.InvariantCulture, $"""
            <item><title>{(outlet == "first" ? Title(town) : $"{town}: {20 + i} dead after assault by armed men")}</title><link>https://{outlet}.invalid/{i}</link>
            <guid>{outlet}-{i}</guid><pubDate>{now.AddMinutes(-5):R}</pubDate>
            <description>{(outlet == "first" ? $"Gunmen killed {20 + i} people in {town}, the army said." : $"At least {20 + i} people died when armed men attacked {town}, residents said.")}</description></item>
            """));
        return $"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{outlet}</title><link>https://{outlet}.invalid/</link>{string.Concat(items)}</channel></rss>""";
    }

    private static string Title(string town) => $"Gunmen kill dozens in attack on {town}";
}
