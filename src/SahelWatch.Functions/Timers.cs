namespace SahelWatch.Functions;

/// <summary>The functions that the host's timers fire: a line each, named as their folders are.</summary>
internal static partial class Timers
{
    public static void MapTimers(this WebApplication app)
    {
        Map(app, "PollFeeds", async (pipeline, stop) => Summary.Of(await pipeline.PollAsync(all: false, progress: null, stop)));
        Map(app, "GroupStories", async (pipeline, stop) => Summary.Of(await pipeline.GroupAsync(stop)));
        Map(app, "SendDigests", async (pipeline, stop) => Summary.Of(await pipeline.DigestAsync(today: false, stop)));
        Map(app, "Prune", async (pipeline, stop) => Summary.Of(await pipeline.PruneAsync(stop)));
    }

    /// <summary>
    /// What went wrong becomes a 500, which is how the host learns that an invocation failed; it does not read the body, so the reason goes to the log.
    /// Work is not stopped when the host hangs up: it is safe to repeat, and further along when it is finished.
    /// </summary>
    private static void Map(WebApplication app, string name, Func<Pipeline, CancellationToken, Task<string>> run) =>
        app.MapPost("/" + name, async (HttpRequest request, IServiceProvider services, IHostApplicationLifetime life, ILogger<Invocation> log) =>
        {
            var invocation = await Invocation.ReadAsync(request, request.HttpContext.RequestAborted);
            try
            {
                if (invocation.IsPastDue("timer"))
                    Late(log, name);
                return Invocation.Reply(await run(services.GetRequiredService<Pipeline>(), life.ApplicationStopping));
            }
            catch (Exception e) when (!life.ApplicationStopping.IsCancellationRequested)
            {
                Failed(log, name, invocation.Id, e.Message, e is Domain.InputException or Storage.StorageException ? null : e);
                return Results.Json(new InvocationReply(new Dictionary<string, string>(), [], null), InvocationJson.Default.InvocationReply, statusCode: StatusCodes.Status500InternalServerError);
            }
        });

    [LoggerMessage(400, LogLevel.Information, "{Function} runs late: it was missed while nothing was running")]
    private static partial void Late(ILogger logger, string function);

    [LoggerMessage(401, LogLevel.Error, "{Function} failed (invocation {Invocation}): {Reason}")]
    private static partial void Failed(ILogger logger, string function, string invocation, string reason, Exception? exception);
}
