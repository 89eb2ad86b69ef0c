using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using SahelWatch.Upkeep;

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

    public async Task<IResult> RunAsync(string stage, CancellationToken cancellationToken)
    {
        if (!Stages.TryGetValue(stage, out var run))
            return Results.Text($"There is no such stage. The stages are: {string.Join(", ", Stages.Keys)}.", statusCode: StatusCodes.Status404NotFound);
        if (!_running.TryAdd(stage, true))
            return Results.Text("It is running already.", statusCode: StatusCodes.Status409Conflict);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        try
        {
            var report = await run(pipeline, stop.Token);
            return Results.Text(string.Join('\n', [.. ReportText.Of(report), ReportText.Of(report.Operations)]));
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            return Results.Text("Stopped, since the server is ending. Nothing is lost.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        finally
        {
            _running.TryRemove(stage, out _);
        }
    }
}
