using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Benchmarks.Delivery;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Kills;

/// <summary>What <see cref="KillRun"/> kills: cycles without a pause, until somebody does.</summary>
internal static class KillChild
{
    public const string Ready = "ready";

    /// <param name="args">Folder, connection string, container, SMTP port, the time shown and the real time it is shown from (ticks), the press's address,
    /// outlets, the readers' addresses.</param>
    public static async Task<int> Run(string[] args)
    {
        var storage = new StorageOptions { Folder = args[0], ConnectionString = args[1], Container = args[2] };
        var clock = new FastClock(Ticks(args[4]), Ticks(args[5]));
        var feeds = Enumerable.Range(0, Number(args[7])).Select(i => new Uri(new Uri(args[6]), $"/{i}"))
            .Select((url, i) => new Feed { Id = FeedId.From(url), Url = url, Title = $"Outlet {i}" });
        await using var services = KillHarness.Open(storage, Number(args[3]), clock, [.. feeds], args[8..]);
        var pipeline = services.GetRequiredService<Pipeline>();
        Console.WriteLine(Ready);
        while (true)
        {
            await foreach (var outcome in pipeline.CycleAsync(byHand: false, all: false, progress: null, CancellationToken.None))
            {
                if (outcome is StageOutcome.Failed failed)
                {
                    await Console.Error.WriteLineAsync($"{failed.Stage}: {failed.Error}");
                    return 1;
                }
            }
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Ticks(string text) => new(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
