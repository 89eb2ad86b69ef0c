using System.Diagnostics;
using SahelWatch.Tests.Support;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>A server of tests/services (npm ci there once, which the tests do). It ends with this process.</summary>
internal sealed class NodeProcess(Process process) : IDisposable
{
    /// <summary>The time it has spent on the processor.</summary>
    public TimeSpan Processor => process.TotalProcessorTime;

    /// <param name="ready">What is in the line that it prints when it is ready.</param>
    /// <returns>The server, and that line.</returns>
    public static async Task<(NodeProcess Server, string Line)> StartAsync(string ready, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["run.js", .. arguments])
        {
            WorkingDirectory = Repository.PathOf("tests/services"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains(ready, StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or it would block on a full pipe
            return (new NodeProcess(process), line);
        }

        throw new InvalidOperationException($"{arguments[0]} did not start: run the tests once, or npm ci in tests/services.");
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
