using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>
/// What <see cref="CrashRun"/> kills: composes and delivers the day's digest through the real pipeline until every reader is served, then ends with 0.
/// </summary>
internal static class CrashChild
{
    public const string Ready = "ready";

    /// <summary>Of a shard, on the real clock: so long its readers wait after a kill.</summary>
    private static readonly TimeSpan RealLease = TimeSpan.FromSeconds(10);

    /// <summary>For one mail, on the real clock; shorter than the lease, and long enough for a busy machine: a mail that times out may double.</summary>
    private static readonly TimeSpan RealTimeout = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="args">Folder, SMTP port, the time shown and the real time it is shown from (ticks), the readers' addresses.</param>
    public static async Task<int> Run(string[] args)
    {
        var clock = new FastClock(Ticks(args[2]), Ticks(args[3]));
        await using var services = MailHarness.Open(
            args[0], int.Parse(args[1], CultureInfo.InvariantCulture), clock, args[4..], RealLease * FastClock.Speed, RealTimeout);
        var pipeline = services.GetRequiredService<Pipeline>();
        Console.WriteLine(Ready);
        while (true)
        {
            var deliveries = (await pipeline.DigestAsync(today: false, CancellationToken.None)).Digests.Select(d => d.Delivery).ToList();
            if (deliveries.All(d => d.Complete))
                return 0;
            var wait = deliveries.Min(d => d.Resume) is { } resume ? clock.RealTimeTo(resume) : Pause;
            await Task.Delay(wait > Pause ? wait : Pause);
        }
    }

    private static DateTimeOffset Ticks(string text) => new(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
