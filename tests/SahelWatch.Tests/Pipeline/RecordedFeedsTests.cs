using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>The recorded feeds of real outlets, served over loopback and taken through the whole cycle.</summary>
public sealed partial class RecordedFeedsTests
{
    [SkippableFact]
    public async Task Every_recorded_feed_is_read_in_full_and_a_digest_comes_of_whatever_matched()
    {
        var folder = Repository.Shared("data/feeds/real");
        Skip.If(folder is null, "The recorded feeds are not beside this checkout.");
        var files = Directory.GetFiles(folder, "*.xml");
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.SendFileAsync(Path.Combine(folder, Path.GetFileName(context.Request.Path.Value!))));
        // A host each, so that nobody waits for anybody's turn.
        var feeds = files.Select((file, i) => new Feed
        {
            Id = FeedId.From(new Uri($"http://outlet{i}.example/{Path.GetFileName(file)}")),
            Url = new Uri($"http://outlet{i}.example:{server.Root.Port}/{Path.GetFileName(file)}"),
            Title = Path.GetFileNameWithoutExtension(file),
        }).ToList();
        var hosts = feeds.ToDictionary(f => f.Url.Host, _ => IPAddress.Loopback);
        var blobs = new MemoryBlobs();
        var mailer = new ScriptedMailer();
        await using var process = new ServiceCollection().AddLogging()
            .AddSahelWatch(
                new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("SahelWatch:Feeds:AllowPrivateNetworks", (string?)"true")]).Build(),
                new TestClock(Watch.Morning), new SahelWatchInputs(feeds, Watchlist.Shipped, [Watch.Daily]), hosts)
            .AddSingleton(new Stores(new CountingBlobs(blobs))).AddSingleton<IMailer>(mailer).BuildServiceProvider();
        var shown = new Dictionary<string, int>();
        var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();

        var poll = await pipeline.PollAsync(
            all: true, new Each(r => shown[r.Feed.Title] = r.Outcome is FeedOutcome.Fetched fetched ? fetched.Shown : -1), CancellationToken.None);
        await pipeline.GroupAsync(CancellationToken.None);
        var digest = await pipeline.DigestAsync(today: true, CancellationToken.None);

        poll.Failures.ShouldBeEmpty();
        shown.OrderBy(s => s.Key, StringComparer.Ordinal)
            .ShouldBe(files.Select(f => KeyValuePair.Create(Path.GetFileNameWithoutExtension(f), Entries(f))).OrderBy(s => s.Key, StringComparer.Ordinal));
        digest.Digests.Single().Delivery.Sent.ShouldBe(2);
    }

    /// <summary>Counted without a parser: the tags that open an entry.</summary>
    private static int Entries(string file) => Opening().Count(Encoding.Latin1.GetString(File.ReadAllBytes(file)));

    [GeneratedRegex(@"<(item|entry)[\s>]")]
    private static partial Regex Opening();

    private sealed class Each(Action<PollResult> action) : IProgress<PollResult>
    {
        private readonly Lock _gate = new();

        public void Report(PollResult value)
        {
            lock (_gate)
                action(value);
        }
    }
}
