namespace SahelWatch.Functions;

/// <summary>
/// Builds what the functions need once the server listens, so that the host's readiness check is answered at once and the first invocation finds it built.
/// What cannot be built ends the process: the host restarts it, and says so after the third time.
/// </summary>
internal sealed partial class WarmUp(IServiceProvider services, IHostApplicationLifetime life, ILogger<WarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource();
        using var started = life.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
        try
        {
            services.GetRequiredService<Pipeline>();
        }
        catch (Exception e)
        {
            Unusable(e.Message, e is Domain.InputException ? null : e);
            Environment.ExitCode = FunctionsApp.Unhealthy;
            life.StopApplication();
        }
    }

    [LoggerMessage(410, LogLevel.Critical, "Cannot start: {Reason}")]
    private partial void Unusable(string reason, Exception? exception);
}
