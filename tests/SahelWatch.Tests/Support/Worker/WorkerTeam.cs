using System.Collections.Concurrent;
using SahelWatch.Tests.Support.Worker.Messages;

namespace SahelWatch.Tests.Support.Worker;

/// <summary>Instances of the published worker on one store, driven as the platform does: a timer ticks, and whoever is free takes the next queue message.</summary>
internal sealed class WorkerTeam(IReadOnlyList<WorkerHost> workers) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Function, string Message)> _queue = [];

    public static async Task<WorkerTeam> StartAsync(int workers, string published, string data, Dictionary<string, string> settings) =>
        new(await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkerHost.StartAsync(published, data, settings))));

    /// <summary>
    /// All stages once. The platform has a timer tick on one instance; here the stages that are no poll run on all of them at the same time, as they do where an
    /// operator runs one by hand at that moment.
    /// </summary>
    public async Task CycleAsync()
    {
        var shards = Succeeded(await workers[0].FireAsync("PollFeeds")).OutputData.Single(o => o.Name == "Shards").Data.Strings();
        foreach (var shard in shards)
            _queue.Enqueue(("PollShard", shard));
        await OnAllAsync(WorkAsync);
        foreach (var timer in new[] { "GroupStories", "SendAlerts", "SendDigests" })
            await OnAllAsync(async worker => Succeeded(await worker.FireAsync(timer)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            await worker.DisposeAsync();
    }

    private async Task WorkAsync(WorkerHost worker)
    {
        while (_queue.TryDequeue(out var next))
        {
            var done = Succeeded(await worker.DeliverAsync(next.Function, next.Message));
            foreach (var message in done.OutputData.Where(o => o.Name == "Group").SelectMany(o => o.Data.Strings()))
                _queue.Enqueue(("GroupAfterPoll", message));
        }
    }

    private Task OnAllAsync(Func<WorkerHost, Task> run) => Task.WhenAll(workers.Select(run));

    private static InvocationResponse Succeeded(InvocationResponse response) => response.Result.Status == StatusResult.Types.Status.Success
        ? response
        : throw new InvalidOperationException($"{response.Result.Status}: {response.Result.Exception?.Message}");
}
