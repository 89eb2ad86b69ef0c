using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SahelWatch.Benchmarks.Kills.Alerts;
using SahelWatch.Benchmarks.Workers;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;
using SahelWatch.Tests.Support.Worker.Messages;

namespace SahelWatch.Benchmarks.Alerts;

/// <summary>
/// <c>alert-latency [EVENTS]</c>: how long it takes, in real time, from an entry's appearance in two feeds until the published worker's alert is in a webhook:
/// 100 events, one every two seconds. Timers tick every minute, the shortest interval that a feed may have, in place of 15 (and alerts every 20 s in place
/// of 5 minutes); a queue message is delivered when the function that sent it has ended, as the host does for its own messages. Fails where fewer than 99 of
/// 100 arrive within one interval plus 60 s.
/// </summary>
internal static class AlertLatency
{
    private const double Enough = 0.99;
    private const string Signing = "whsec_c2FoZWx3YXRjaC1hbGVydC1sYXRlbmN5LWtleQ==";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1), AlertInterval = TimeSpan.FromSeconds(20), Every = TimeSpan.FromSeconds(2),
        Allowed = Interval + TimeSpan.FromSeconds(60);

    public static async Task<int> Run(string[] args)
    {
        var events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
        var folder = Directory.CreateTempSubdirectory("sahelwatch-latency-").FullName;
        try
        {
            var published = Path.Combine(folder, "worker");
            await Publishing.PublishAsync(Repository.PathOf("src/SahelWatch.Functions"), published);
            var press = new Press(events);
            await using var server = await Loopback.StartAsync(press.AnswerAsync);
            await using var host = await WorkerHost.StartAsync(published, folder, await SettingsAsync(folder, server.Root));
            await PollAsync(host); // the feeds as they were, and the beginning of the rule
            await Succeeded(host.FireAsync("SendAlerts"));
            press.Begin();
            using var stop = new CancellationTokenSource();
            var timers = Task.WhenAll(EveryAsync(Interval, () => PollAsync(host), stop.Token),
                EveryAsync(AlertInterval, () => Succeeded(host.FireAsync("SendAlerts")), stop.Token));
            await Task.WhenAny(press.Complete, Task.Delay((Every * events) + Allowed + Interval), timers);
            await stop.CancelAsync();
            await timers;
            if (press.Missing is { Count: > 0 } missing)
                Console.WriteLine($"never told: {string.Join(", ", missing)}");
            return Report(press.Latencies, events);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Report(IReadOnlyList<TimeSpan> latencies, int events)
    {
        var (sorted, within) = (latencies.Order().ToList(), latencies.Count(l => l <= Allowed));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"poll interval {Interval.TotalSeconds:0} s; allowed {Allowed.TotalSeconds:0} s from the entry to the webhook"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"within it {within} of {events}; {events - sorted.Count} never"));
        if (sorted.Count > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"seconds: median {sorted[sorted.Count / 2].TotalSeconds:0.0}, 99th of 100 {sorted[(sorted.Count - 1) * 99 / 100].TotalSeconds:0.0}, longest {sorted[^1].TotalSeconds:0.0}"));
        }

        return within >= Enough * events ? 0 : 1;
    }

    /// <summary>The poll, and the queue messages that follow from it.</summary>
    private static async Task PollAsync(WorkerHost host)
    {
        var queue = new Queue<(string Function, string Message)>();
        Take(await Succeeded(host.FireAsync("PollFeeds")));
        while (queue.TryDequeue(out var next))
            Take(await Succeeded(host.DeliverAsync(next.Function, next.Message)));

        void Take(InvocationResponse response)
        {
            foreach (var (output, function) in new[] { ("Shards", "PollShard"), ("Group", "GroupAfterPoll") })
            {
                foreach (var message in response.OutputData.Where(o => o.Name == output).SelectMany(o => o.Data.Strings()))
                    queue.Enqueue((function, message));
            }
        }
    }

    private static async Task<InvocationResponse> Succeeded(Task<InvocationResponse> invocation) =>
        await invocation is { Result.Status: StatusResult.Types.Status.Success } response ? response
            : throw new InvalidOperationException($"A function failed: {(await invocation).Result.Exception?.Message}");

    private static async Task EveryAsync(TimeSpan interval, Func<Task> tick, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await tick();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // All is received.
        }
    }

    private static async Task<Dictionary<string, string>> SettingsAsync(string folder, Uri server)
    {
        var (feeds, alerts) = (Path.Combine(folder, "two.opml"), Path.Combine(folder, "mine.yaml"));
        var outlines = Press.Outlets.Select(o => $"""<outline type="rss" text="{o}" xmlUrl="{new Uri(server, o)}" language="en" />""");
        await File.WriteAllTextAsync(feeds, $"""<opml version="2.0"><body>{string.Concat(outlines)}</body></opml>""");
        await File.WriteAllTextAsync(alerts, "alerts:\n- { id: grave, title: Grave, thresholds: { killed: 10 }, sources: 2, mostADay: 100, channels: [duty] }\n");
        return new()
        {
            ["SahelWatch__FeedList"] = feeds,
            ["SahelWatch__Alerts"] = alerts,
            ["SahelWatch__Feeds__MinInterval"] = Interval.ToString(),
            ["SahelWatch__Feeds__RequestSpacing"] = "00:00:00",
            ["SahelWatch__Delivery__AllowPrivateChannels"] = "true",
            ["SahelWatch__Delivery__Channels__duty__Kind"] = "Json",
            ["SahelWatch__Delivery__Channels__duty__Url"] = new Uri(server, "hook").AbsoluteUri,
            ["SahelWatch__Delivery__Channels__duty__Secret"] = Signing,
        };
    }

    /// <summary>Two outlets that report each event in the same second, in words of their own; and the receiver, which notes when it hears of it first.</summary>
    private sealed class Press(int events)
    {
        private const int Past = 20;
        private const int Fewest = 20; // deaths: each event has one more than the last

        /// <summary>In turn, so that neighbouring events differ in more than their town: what is measured is how fast they are told, not how well they are told apart.</summary>
        private static readonly ((string Title, string Lead) First, (string Title, string Lead) Second)[] Kinds =
        [
            (("Gunmen kill {0} in attack on {1}", "Gunmen killed {0} people in {1}, the army said."),
                ("{1}: {0} dead after assault by armed men", "At least {0} people died when armed men attacked {1}, residents said.")),
            (("Flash flood kills {0} in {1}", "A river burst its banks and {0} people drowned in {1}, the fire brigade said."),
                ("{1}: {0} drowned after night of rain", "The bodies of {0} people were found under collapsed mud houses in {1}, rescuers said.")),
            (("Gold pit collapses near {1}, {0} miners killed", "The wall of a gold pit gave way near {1} and buried {0} miners, the governor said."),
                ("{0} diggers dead under collapsed mine at {1}", "Rescuers dug {0} bodies out of a shaft near {1}, a union of gold miners said.")),
            (("Bus and lorry collide outside {1}, {0} dead", "A night bus hit a cement lorry outside {1}, killing {0} passengers, the transport ministry said."),
                ("Road crash near {1} kills {0}", "Police said {0} travellers were killed when their coach ran into a cement lorry near {1}.")),
            (("Fuel depot blast in {1} kills {0}", "A fuel depot exploded in {1} and {0} people burned to death, the mayor said."),
                ("{0} die as petrol store explodes in {1}", "Doctors in {1} counted {0} dead after smuggled petrol caught fire in a shop.")),
        ];

        private readonly ConcurrentDictionary<int, TimeSpan> _latencies = [];
        private readonly IReadOnlyList<string> _towns = [.. AlertHarness.Towns.Take(events)];
        private readonly TaskCompletionSource _complete = new();
        private readonly Stopwatch _watch = new();

        public static IReadOnlyList<string> Outlets { get; } = ["first", "second"];

        public Task Complete => _complete.Task;

        public IReadOnlyList<TimeSpan> Latencies => [.. _latencies.Values];

        public IReadOnlyList<string> Missing => [.. _towns.Where((_, i) => !_latencies.ContainsKey(i))];

        public void Begin() => _watch.Start();

        public async Task AnswerAsync(HttpContext context)
        {
            var path = context.Request.Path.Value!.Trim('/');
            if (path != "hook")
            {
                context.Response.ContentType = "application/rss+xml; charset=utf-8";
                await context.Response.WriteAsync(Rss(path));
                return;
            }

            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var (text, now) = (body.RootElement.GetProperty("title").GetString()!, _watch.Elapsed);
            for (var i = 0; i < _towns.Count; i++)
            {
                if (text.Contains(_towns[i], StringComparison.Ordinal))
                    _latencies.TryAdd(i, now - (Every * (i + 1)));
            }

            if (_latencies.Count == events)
                _complete.TrySetResult();
        }

        private static (string Title, string Lead) Told(string outlet, int number) =>
            outlet == Outlets[0] ? Kinds[number % Kinds.Length].First : Kinds[number % Kinds.Length].Second;

        private static string Fill(string text, string town, int number) => string.Format(CultureInfo.InvariantCulture, text, Fewest + number, town);

        /// <summary>Newest first, and then what was there before: without a past, a feed is taken for one that is rarely written to, and polled by the hour.</summary>
        private string Rss(string outlet)
        {
            var (appeared, now) = (Math.Min(events, (int)(_watch.Elapsed / Every)), TimeProvider.System.GetUtcNow());
            var items = _towns.Take(appeared).Select((town, i) => string.Create(CultureInfo.InvariantCulture, $"""
                <item><title>{Fill(Told(outlet, i).Title, town, i)}</title>
                <link>https://{outlet}.invalid/{i}</link><guid>{outlet}-{i}</guid><pubDate>{now - (_watch.Elapsed - (Every * (i + 1))):R}</pubDate>
                <description>{Fill(Told(outlet, i).Lead, town, i)}</description></item>
                """)).Reverse().Concat(Enumerable.Range(1, Past).Select(minute => string.Create(CultureInfo.InvariantCulture, $"""
                <item><title>Lisbon tram timetable, part {minute}</title><link>https://{outlet}.invalid/tram{minute}</link><guid>{outlet}-tram{minute}</guid>
                <pubDate>{now - _watch.Elapsed - TimeSpan.FromMinutes(minute):R}</pubDate></item>
                """)));
            return $"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{outlet}</title><link>https://{outlet}.invalid/</link>{string.Concat(items)}</channel></rss>""";
        }
    }
}
