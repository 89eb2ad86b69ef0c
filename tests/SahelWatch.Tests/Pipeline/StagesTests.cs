using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Delivery.Mail;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;
using SahelWatch.Upkeep;

namespace SahelWatch.Tests.Pipeline;

/// <summary>The stages of a cycle do not depend on how the others end, and a watch is ended by nobody but who began it.</summary>
public sealed class StagesTests : IAsyncLifetime
{
    private const int Stages = 4; // of a cycle: poll, group, alert, send

    private readonly ScriptedMailer _mailer = new();
    private Watch _watch = null!;

    public async Task InitializeAsync() => _watch = await Watch.OpenAsync(outlets: 3);

    public async Task DisposeAsync() => await _watch.DisposeAsync();

    [Fact]
    public async Task A_stage_that_fails_is_named_and_the_others_do_their_work()
    {
        var blobs = new MemoryBlobs();
        await _watch.CycleAsync(blobs, _mailer, new TestClock(Watch.Morning.AddDays(-1)));
        await using var process = _watch.Begin(new RefusingBlobs(blobs, "feeds/"), _mailer);

        var outcomes = await Pipeline(process).CycleAsync(byHand: true, all: true, progress: null, CancellationToken.None).ToListAsync();

        outcomes[0].ShouldBeOfType<StageOutcome.Failed>().Stage.ShouldBe("poll");
        outcomes[1].ShouldBeOfType<StageOutcome.Done>().Stage.ShouldBe("group");
        outcomes.Count.ShouldBe(Stages);
    }

    [Fact]
    public async Task A_catalogue_that_fails_is_reported_and_alerts_and_digests_follow()
    {
        var blobs = new MemoryBlobs();
        await using var process = _watch.Begin(new RefusingBlobs(blobs, "catalogue/"), _mailer);

        var outcomes = await Pipeline(process).CycleAsync(byHand: true, all: true, progress: null, CancellationToken.None).ToListAsync();

        outcomes.OfType<StageOutcome.Failed>().ShouldBeEmpty();
        var grouped = outcomes[1].ShouldBeOfType<StageOutcome.Done>().Report.ShouldBeOfType<GroupReport>();
        grouped.Stories.ShouldBeGreaterThan(0);
        grouped.Problems.ShouldHaveSingleItem().ShouldStartWith("The catalogue could not be brought up to date");
        (await Pipeline(process).StatusAsync(CancellationToken.None)).Group!.Problems.ShouldBe(grouped.Problems);
        _mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_watch_goes_on_after_a_store_that_was_down()
    {
        var blobs = new MemoryBlobs { WritesLeft = 0 };
        var clock = new TestClock(Watch.Morning);
        await using var process = _watch.Begin(blobs, _mailer, clock);
        await using var watch = Pipeline(process).WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        for (var stage = 0; stage < Stages + 1; stage++)
        {
            await watch.MoveNextAsync();
            if (watch.Current is StageOutcome.Failed failed)
                failed.Error.ShouldBeOfType<StorageException>();
        }

        blobs.WritesLeft = -1;
        var next = watch.MoveNextAsync();
        clock.Advance(TimeSpan.FromMinutes(5));

        (await next).ShouldBeTrue();
        watch.Current.ShouldBeOfType<StageOutcome.Done>().Report.ShouldBeOfType<PollReport>().Kept.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_age_of_the_last_digest_is_that_of_the_last_mail_however_often_one_failed_since()
    {
        var (blobs, clock) = (new MemoryBlobs(), new TestClock(Watch.Morning));
        await _watch.CycleAsync(blobs, _mailer, clock);
        clock.Advance(TimeSpan.FromDays(1));
        _mailer.Answer = _ => new MailOutcome.Unavailable("down");
        await _watch.CycleAsync(blobs, _mailer, clock);
        await using var process = _watch.Begin(blobs, _mailer, clock);

        var status = await Pipeline(process).StatusAsync(CancellationToken.None);
        var health = await Pipeline(process).HealthAsync(CancellationToken.None);

        status.Digest!.Digests.ShouldContain(d => d.Delivery.Waiting > 0);
        health.Digest.ShouldBe(Watch.Morning);
    }

    [Fact]
    public async Task What_is_past_retention_is_deleted_once_a_day_by_processes_that_live_for_hours()
    {
        var blobs = new MemoryBlobs();
        var prunings = 0;
        for (var hour = 0; hour <= 48; hour += 6)
        {
            var clock = new TestClock(Watch.Morning.AddHours(hour));
            await using var process = _watch.Begin(blobs, _mailer, clock);
            await using var watch = Pipeline(process).WatchAsync(CancellationToken.None).GetAsyncEnumerator();
            for (var stage = 0; stage < Stages; stage++)
                await watch.MoveNextAsync();
            var next = watch.MoveNextAsync();
            clock.Advance(TimeSpan.FromMinutes(5)); // it prunes, or waits for the next cycle
            await next;
            prunings += watch.Current.Stage == "prune" ? 1 : 0;
        }

        prunings.ShouldBe(3);
    }

    [Fact]
    public async Task Two_runs_at_once_keep_and_mail_everything_once_and_say_so()
    {
        var blobs = new YieldingBlobs(new MemoryBlobs(), new Random(1));
        await using var one = _watch.Begin(blobs, _mailer);
        await using var other = _watch.Begin(blobs, _mailer);

        var cycles = await Task.WhenAll(CycleAsync(one), CycleAsync(other));
        await Pipeline(one).GroupAsync(CancellationToken.None);

        var outcomes = cycles.SelectMany(c => c).ToList();
        outcomes.OfType<StageOutcome.Failed>().ShouldBeEmpty();
        (await GroupingHarness.MisplacedAsync(blobs)).ShouldBeEmpty();
        _mailer.Accepted.Select(m => m.To.Value).ShouldBe(["one@reader.example", "two@reader.example"], ignoreOrder: true);
        outcomes.OfType<StageOutcome.Done>().SelectMany(o => ReportText.Of(o.Report)).ShouldContain(line => line.Contains("Another run polled at the same time", StringComparison.Ordinal));
    }

    private static async Task<List<StageOutcome>> CycleAsync(ServiceProvider process) =>
        await Pipeline(process).CycleAsync(byHand: true, all: true, progress: null, CancellationToken.None).ToListAsync();

    private static SahelWatch.Pipeline Pipeline(ServiceProvider process) => process.GetRequiredService<SahelWatch.Pipeline>();
}
