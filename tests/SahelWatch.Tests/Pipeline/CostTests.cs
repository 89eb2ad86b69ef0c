using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using Xunit.Abstractions;

namespace SahelWatch.Tests.Pipeline;

/// <summary>
/// A month on Azure, from operations counted here and list prices (US dollars, late 2026): each run is a process of its own, as on a plan that scales to zero.
/// How many feeds a shard has does not change what a poll costs in storage; how many articles are kept does.
/// </summary>
public sealed class CostTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const double PerWrite = 0.055 / 10_000; // listings cost as much
    private const double PerRead = 0.0044 / 10_000; // deletions are free
    private const double PerQueueOperation = 0.004 / 10_000;
    private const double PerGigabyteSecond = 0.000026;
    private const int FreeGigabyteSeconds = 100_000;

    private const double InstanceGigabytes = 0.5;
    private const int Days = 30;
    private const int Polls = Days * 96;
    private const int GroupTimers = Days * 48;
    private const int DigestTimers = Days * 144;
    private const int QueueLooks = 4 * Days * 24 * 60; // four queues, looked at every minute while they are empty
    private const double OtherSeconds = 2; // a run that is no poll, billed for one second at least

    private static readonly BlobOperations Note = new(Writes: 1, Lists: 0, Reads: 0, Deletes: 0); // each run's line for the status page

    private readonly ScriptedMailer _mailer = new();
    private Watch _watch = null!;

    public async Task InitializeAsync() => _watch = await Watch.OpenAsync(outlets: int.MaxValue);

    public async Task DisposeAsync() => await _watch.DisposeAsync();

    [Theory]
    [InlineData(200, 400, 30, 1.0)] // feeds, articles kept a day, seconds a poll lasts (slow sites decide), dollars at most
    [InlineData(2_000, 4_000, 200, 10.0)]
    public async Task A_month_stays_under_its_price(int feeds, int articlesADay, int secondsAPoll, double atMost)
    {
        var blobs = new MemoryBlobs();
        var poll = await RunAsync(blobs, async p => (await p.PollAsync(all: true, null, CancellationToken.None)).Operations);
        var kept = 0;
        var busyGroup = await RunAsync(blobs, async p =>
        {
            var report = await p.GroupAsync(CancellationToken.None);
            kept = report.Articles;
            return report.Operations;
        });
        var busyDigest = await RunAsync(blobs, async p => (await p.DigestAsync(today: true, CancellationToken.None)).Operations);
        var idleGroup = await RunAsync(blobs, async p => (await p.GroupAsync(CancellationToken.None)).Operations);
        var idleDigest = await RunAsync(blobs, async p => (await p.DigestAsync(today: false, CancellationToken.None)).Operations);
        var prune = await RunAsync(blobs, async p => (await p.PruneAsync(CancellationToken.None)).Operations);

        var articles = (Dollars(busyGroup) - Dollars(idleGroup)) / kept * articlesADay * Days;
        var storage = (Polls * Dollars(poll + Note)) + ((Polls + GroupTimers) * Dollars(idleGroup)) + articles + (DigestTimers * Dollars(idleDigest))
            + (Days * Dollars(busyDigest + prune + Note + Note));
        var queues = QueueLooks * PerQueueOperation;
        var gigabyteSeconds = InstanceGigabytes * ((Polls * (double)secondsAPoll) + ((Polls + GroupTimers + DigestTimers + Days) * OtherSeconds));
        var compute = Math.Max(0, gigabyteSeconds - FreeGigabyteSeconds) * PerGigabyteSecond;

        output.WriteLine(FormattableString.Invariant(
            $"{feeds} feeds: storage {storage:f2}, queues {queues:f2}, {gigabyteSeconds:n0} GB-s {compute:f2}, together {storage + queues + compute:f2}"));
        kept.ShouldBeGreaterThan(0);
        (storage + queues + compute).ShouldBeLessThan(atMost);
    }

    private async Task<BlobOperations> RunAsync(MemoryBlobs blobs, Func<SahelWatch.Pipeline, Task<BlobOperations>> run)
    {
        await using var process = _watch.Begin(blobs, _mailer);
        return await run(process.GetRequiredService<SahelWatch.Pipeline>());
    }

    private static double Dollars(BlobOperations operations) => ((operations.Writes + operations.Lists) * PerWrite) + (operations.Reads * PerRead);
}
