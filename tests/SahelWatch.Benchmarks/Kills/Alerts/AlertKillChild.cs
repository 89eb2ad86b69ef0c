using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Benchmarks.Delivery;

namespace SahelWatch.Benchmarks.Kills.Alerts;

/// <summary>What <see cref="AlertKillRun"/> kills: sends alerts without a pause, until somebody does.</summary>
internal static class AlertKillChild
{
    /// <param name="args">Folder, the receiver's address, the time shown and the real time it is shown from (ticks).</param>
    public static async Task<int> Run(string[] args)
    {
        await using var services = AlertHarness.Open(args[0], new Uri(args[1]), new FastClock(Ticks(args[2]), Ticks(args[3]), AlertHarness.Speed));
        var pipeline = services.GetRequiredService<Pipeline>();
        Console.WriteLine(KillChild.Ready);
        while (true)
            await pipeline.AlertAsync(CancellationToken.None);
    }

    private static DateTimeOffset Ticks(string text) => new(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
