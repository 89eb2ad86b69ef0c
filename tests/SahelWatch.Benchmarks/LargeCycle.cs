using System.Diagnostics;
using SahelWatch.Upkeep;

namespace SahelWatch.Benchmarks;

/// <summary>
/// <c>poll-large [--feeds N] [--cycles N]</c>: the peak memory of a process that runs whole cycles over so many feeds at once, all of them as large and as bad as
/// they may be. An instance has 512 MB, of which the host takes its part.
/// </summary>
internal static class LargeCycle
{
    private const int MostMegabytes = 350;

    /// <summary>
    /// Bytes in hexadecimal, 220 MB: the runtime would take what the machine has before it collects, and show how much that is instead of how much is needed. In
    /// an instance it lets itself have three quarters of 512 MB.
    /// </summary>
    private const string HeapLimit = "0xDC00000";

    public static async Task<int> Run(string[] args)
    {
        var (count, cycles) = (Arguments.Number(args, "--feeds", 24), Arguments.Number(args, "--cycles", 2));
        if (args.Contains("--port"))
        {
            await PollBenchmark.StageAsync(PollBenchmark.Feeds(count, Arguments.Number(args, "--port", 0)), pipeline => CyclesAsync(pipeline, cycles));
            return 0;
        }

        var (server, port) = FeedServer.Start(count, large: true);
        using var serving = server;
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["poll-large", "--feeds", $"{count}", "--cycles", $"{cycles}", "--port", $"{port}"])
        { RedirectStandardOutput = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_TieredPGO"] = "0"; // as SahelWatch.Functions is built
        using var cycling = Process.Start(start)!;
        var peak = 0;
        while (await cycling.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
            peak = int.Parse(line.AsSpan(line.LastIndexOf(' ')), null);
        }

        await cycling.WaitForExitAsync();
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        Console.WriteLine($"{count} feeds of 10 MB each: {peak} MB (at most {MostMegabytes})");
        return cycling.ExitCode == 0 && peak <= MostMegabytes ? 0 : 1;
    }

    private static async Task CyclesAsync(Pipeline pipeline, int cycles)
    {
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            await foreach (var outcome in pipeline.CycleAsync(byHand: true, all: true, progress: null, CancellationToken.None))
                Console.WriteLine($"{Words(outcome)}; peak so far {PollBenchmark.Peak()}");
        }
    }

    private static string Words(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Done done => $"{done.Stage}: {string.Join(" ", ReportText.Of(done.Report))}",
        StageOutcome.Failed { Error: var e } => throw new InvalidOperationException("A stage failed.", e),
        _ => throw new UnreachableException(),
    };
}
