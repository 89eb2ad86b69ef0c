using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Alerts;
using SahelWatch.Archive;
using SahelWatch.Cli.Demo;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Upkeep;

namespace SahelWatch.Tests.Pipeline;

/// <summary>What is deleted when it is past retention, and what keeps a wrong clock from deleting more.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly ScriptedMailer _mailer = new();
    private Watch _watch = null!;

    public async Task InitializeAsync() => _watch = await Watch.OpenAsync(outlets: 8);

    public async Task DisposeAsync() => await _watch.DisposeAsync();

    [Fact]
    public async Task What_is_past_retention_is_deleted_and_the_rest_stays()
    {
        var blobs = new MemoryBlobs();
        await _watch.CycleAsync(blobs, _mailer);
        var all = await NamesAsync(blobs);

        await WorkAsync(blobs, Watch.Morning.AddDays(390));
        all = [.. all.Append(BlobNames.ArticlePage(Watch.Morning.AddDays(390), 0)).Order(StringComparer.Ordinal)];
        await PruneAsync(blobs, Watch.Morning.AddDays(399));
        (await NamesAsync(blobs)).Where(n => n != BlobNames.LastRun("prune")).ShouldBe(all);
        await PruneAsync(blobs, Watch.Morning.AddDays(402));

        (await NamesAsync(blobs)).Where(n => n.Split('/')[0] is "articles" or "stories" or "changes" or "index" or "digests" or "deliveries")
            .ShouldBe([BlobNames.ArticlePage(Watch.Morning.AddDays(390), 0), BlobNames.GroupingCursor]);
    }

    [Fact]
    public async Task What_editions_and_rules_that_are_gone_have_left_is_deleted_past_retention()
    {
        var blobs = new MemoryBlobs();
        await _watch.CycleAsync(blobs, _mailer);
        const string key = "2026-11-22-0a1b2c3d";
        foreach (var left in new[] { BlobNames.Alert("grave", key), BlobNames.DeliveryPlan(Alert.ListOf("grave"), key), BlobNames.AlertState })
            await blobs.PutAsync(left, "{}"u8.ToArray(), "application/json", CancellationToken.None);
        await WorkAsync(blobs, Watch.Morning.AddDays(390));

        foreach (var day in new[] { 399, 402 })
        {
            await using var process = _watch.Begin(blobs, _mailer, new TestClock(Watch.Morning.AddDays(day)), Watch.Daily with { Id = "other" });
            await process.GetRequiredService<SahelWatch.Pipeline>().PruneAsync(CancellationToken.None);
            var left = (await NamesAsync(blobs)).Where(n => n.Split('/')[0] is "digests" or "deliveries" or "alerts" or "editions").ToList();
            if (day < 400)
                left.Count.ShouldBeGreaterThan(5, "nothing is past retention yet");
            else
                left.ShouldBe([BlobNames.AlertState]);
        }
    }

    [Fact]
    public async Task A_clock_that_has_just_jumped_ahead_deletes_nothing()
    {
        var blobs = new MemoryBlobs();
        await _watch.CycleAsync(blobs, _mailer);
        await WorkAsync(blobs, Watch.Morning.AddDays(500)); // what a poll by the same clock stored
        var all = await NamesAsync(blobs);

        var report = await PruneAsync(blobs, Watch.Morning.AddDays(500));

        report.ClockInDoubt.ShouldBeTrue();
        (await NamesAsync(blobs)).Where(n => n != BlobNames.LastRun("prune")).ShouldBe(all);
    }

    [Fact]
    public async Task The_clock_of_a_new_installation_is_not_doubted()
    {
        var blobs = new MemoryBlobs();
        (await PruneAsync(blobs, Watch.Morning)).ClockInDoubt.ShouldBeFalse();
        await _watch.CycleAsync(blobs, _mailer);

        (await PruneAsync(blobs, Watch.Morning)).ClockInDoubt.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_set_aside_is_deleted_after_retention()
    {
        var blobs = new MemoryBlobs();
        foreach (var day in new[] { -10, 390 })
            await WorkAsync(blobs, Watch.Morning.AddDays(day));
        await blobs.KeepAsideAsync("stories/one.json", "{"u8.ToArray(), CancellationToken.None);
        await PruneAsync(blobs, Watch.Morning);
        await blobs.KeepAsideAsync("stories/two.json", "{"u8.ToArray(), CancellationToken.None);
        await PruneAsync(blobs, Watch.Morning.AddDays(1));

        await PruneAsync(blobs, Watch.Morning.AddDays(400));
        (await blobs.SetAsideAsync(CancellationToken.None).ToListAsync()).ShouldBe(["stories/one.json", "stories/two.json"]);
        await PruneAsync(blobs, Watch.Morning.AddDays(401));
        (await blobs.SetAsideAsync(CancellationToken.None).ToListAsync()).ShouldBe(["stories/two.json"]);
        await PruneAsync(blobs, Watch.Morning.AddDays(402));
        (await blobs.SetAsideAsync(CancellationToken.None).ToListAsync()).ShouldBeEmpty();
    }

    private async Task<PruneReport> PruneAsync(IBlobs blobs, DateTimeOffset now)
    {
        await using var process = _watch.Begin(blobs, _mailer, new TestClock(now));
        return await process.GetRequiredService<SahelWatch.Pipeline>().PruneAsync(CancellationToken.None);
    }

    /// <summary>Stores an article at that time.</summary>
    private static Task WorkAsync(MemoryBlobs blobs, DateTimeOffset time) =>
        new ArticleStore(blobs).AppendAsync([GroupingHarness.ArticleOf(DemoArticle.Published24HoursBefore(time)[0])], time, CancellationToken.None);

    private static async Task<List<string>> NamesAsync(MemoryBlobs blobs) => await blobs.ListAsync("", null, CancellationToken.None).ToListAsync();
}
