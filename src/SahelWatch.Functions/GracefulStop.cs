using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace SahelWatch.Functions;

/// <summary>
/// A process that is told to end stops what it is running and waits until that has saved its work; by itself, a worker does neither, and a mail that was under
/// way would go out again.
/// </summary>
internal sealed class GracefulStop(IHostApplicationLifetime life) : IFunctionsWorkerMiddleware, IHostedService
{
    private readonly ConcurrentDictionary<string, Task> _running = [];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, life.ApplicationStopping);
        context.Items[nameof(StopToken)] = stop.Token;
        try
        {
            await (_running[context.InvocationId] = next(context));
        }
        finally
        {
            _running.TryRemove(context.InvocationId, out _);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <param name="cancellationToken">Fires when the time to shut down is over.</param>
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Gives a function that token for its parameter.</summary>
    internal sealed class StopToken : IInputConverter
    {
        public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => ValueTask.FromResult(
            context.TargetType == typeof(CancellationToken) && context.FunctionContext.Items.TryGetValue(nameof(StopToken), out var stop)
                ? ConversionResult.Success(stop)
                : ConversionResult.Unhandled());
    }
}
