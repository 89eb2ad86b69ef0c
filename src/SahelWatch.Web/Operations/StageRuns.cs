using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace SahelWatch.Web.Operations;

/// <summary>Runs stages manually, each at most once at a time: a second run would do the same work and lose the race to store it.</summary>
internal sealed class StageRuns(Pipeline pipeline, IHostApplicationLifetime life)
{
    private static readonly Dictionary<string, Func<Pipeline, CancellationToken, Task<StageReport>>> Stages = new(StringComparer.Ordinal)
    {
        ["poll"] = async (pipeline, stop) => await pipeline.PollAsync(all: false, progress: null, stop),
        ["group"] = async (pipeline, stop) => await pipeline.GroupAsync(stop),
        ["alert"] = async (pipeline, stop) => await pipeline.AlertAsync(stop),
        ["digest"] = async (pipeline, stop) => await pipeline.DigestAsync(today: false, stop),
        ["prune"] = async (pipeline, stop) => await pipeline.PruneAsync(stop),
    };

    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Stages.Keys;

    public async Task<StageRun> RunAsync(string stage, CancellationToken cancellationToken)
    {
        if (!Stages.TryGetValue(stage, out var run))
            return new StageRun.Unknown();
        if (!_running.TryAdd(stage, true))
            return new StageRun.Busy();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        try
        {
            return new StageRun.Done(await run(pipeline, stop.Token));
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            return new StageRun.Stopped();
        }
        finally
        {
            _running.TryRemove(stage, out _);
        }
    }
}

/// <summary>The outcome of a manual run.</summary>
internal abstract record StageRun
{
    public sealed record Done(StageReport Report) : StageRun;

    public sealed record Busy : StageRun;

    /// <summary>The process is ending.</summary>
    public sealed record Stopped : StageRun;

    public sealed record Unknown : StageRun;
}
