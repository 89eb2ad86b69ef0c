using System.Globalization;
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
    /// <summary>
    /// What the benchmarks <c>cost 0 200</c> (rounded up) and <c>cost 0 2000</c> measure on the published worker, over feeds that answer as late as sites do.
    /// </summary>
    private static readonly Dictionary<int, RunSeconds> Measured = new()
    {
        [200] = new(Poll: 32, Group: 2, IdleGroup: 1, Alert: 1, Digest: 1, IdleDigest: 1, Prune: 1),
        [2_000] = new(Poll: 159.9, Group: 4.7, IdleGroup: 0.5, Alert: 0.4, Digest: 3, IdleDigest: 0.4, Prune: 0.9),
    };

    private static readonly BlobOperations Note = new(Writes: 1, Lists: 0, Reads: 0, Deletes: 0); // each run's line for the status page

    private const double Cents = 0.03; // dollars: how the stories of the tests group decides some of the writes

    private readonly ScriptedMailer _mailer = new();
    private Watch _watch = null!;

    public async Task InitializeAsync() => _watch = await Watch.OpenAsync(outlets: int.MaxValue);

    public async Task DisposeAsync() => await _watch.DisposeAsync();

    [Theory]
    [InlineData(200, 400, 1.0)] // feeds, articles kept a day, dollars at most
    [InlineData(2_000, 4_000, 10.0)]
    public async Task A_month_stays_under_its_price_which_the_documentation_states(int feeds, int articlesADay, double atMost)
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
        var idleAlert = await RunAsync(blobs, async p => (await p.AlertAsync(CancellationToken.None)).Operations);
        var idleDigest = await RunAsync(blobs, async p => (await p.DigestAsync(today: false, CancellationToken.None)).Operations);
        var prune = await RunAsync(blobs, async p => (await p.PruneAsync(CancellationToken.None)).Operations);

        var articles = (AzureMonth.Storage(busyGroup) - AzureMonth.Storage(idleGroup)) / kept * articlesADay * AzureMonth.Days;
        var storage = (AzureMonth.Polls * AzureMonth.Storage(poll + Note)) + ((AzureMonth.Polls + AzureMonth.GroupTimers) * AzureMonth.Storage(idleGroup)) + articles
            + ((AzureMonth.Polls + AzureMonth.GroupTimers + AzureMonth.AlertTimers) * AzureMonth.Storage(idleAlert))
            + (AzureMonth.DigestTimers * AzureMonth.Storage(idleDigest)) + (AzureMonth.Days * AzureMonth.Storage(busyDigest + prune + Note + Note));
        var gigabyteSeconds = AzureMonth.GigabyteSeconds(Measured[feeds]);
        var (queues, compute) = (AzureMonth.Queues, AzureMonth.Computing(gigabyteSeconds));

        double[] counted = [storage, queues, compute, storage + queues + compute, AzureMonth.AlertRules];
        var start = FormattableString.Invariant($"| {feeds:n0} | {articlesADay:n0} | ");
        output.WriteLine(start + string.Join(" | ", counted.Select(cost => cost.ToString("f2", CultureInfo.InvariantCulture))) + " |");
        kept.ShouldBeGreaterThan(0);
        (storage + queues + compute).ShouldBeLessThan(atMost);
        var documented = File.ReadLines(Repository.PathOf("docs/azure.md")).Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];
        documented.Count(c => c == '|').ShouldBe(counted.Length);
        foreach (var (cost, cell) in counted.Zip(documented.Split('|')))
            double.Parse(cell, CultureInfo.InvariantCulture).ShouldBe(cost, Cents);
    }

    private async Task<BlobOperations> RunAsync(MemoryBlobs blobs, Func<SahelWatch.Pipeline, Task<BlobOperations>> run)
    {
        await using var process = _watch.Begin(blobs, _mailer);
        return await run(process.GetRequiredService<SahelWatch.Pipeline>());
    }
}
