using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SahelWatch.Functions;

/// <summary>Ends the process when its host is gone: a host that is killed leaves it behind, polling alongside its successor.</summary>
/// <remarks>Reads /proc, so on Linux only, which is where the host runs; a stray process elsewhere is idle, since only a host invokes its functions.</remarks>
internal sealed partial class ParentWatch(TimeProvider clock, IHostApplicationLifetime life, ILogger<ParentWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Parent() is not { } host)
            return;
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Parent() == host)
                continue;
            Orphaned(host);
            life.StopApplication();
            return;
        }
    }

    /// <summary>The id of the parent process: the fourth field of proc(5)'s stat, after the name, which stands in parentheses and may hold spaces.</summary>
    private static string? Parent()
    {
        const string stat = "/proc/self/stat";
        if (!File.Exists(stat))
            return null;
        var line = File.ReadAllText(stat);
        return line[(line.LastIndexOf(')') + 2)..].Split(' ')[1];
    }

    [LoggerMessage(420, LogLevel.Warning, "The Functions host (process {Host}) is gone: ending")]
    private partial void Orphaned(string host);
}
