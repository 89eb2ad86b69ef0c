using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace SahelWatch.Functions;

/// <summary>Notes in the log that a timer fired late, having been missed while nothing ran.</summary>
internal sealed partial class LateTimers(ILogger<LateTimers> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var timer = context.FunctionDefinition.InputBindings.Values.FirstOrDefault(binding => binding.Type == "timerTrigger");
        if (timer is not null && (await context.BindInputAsync<TimerInfo>(timer)).Value is { IsPastDue: true })
            Late(context.FunctionDefinition.Name);
        await next(context);
    }

    [LoggerMessage(400, LogLevel.Information, "{Function} runs late: it was missed while nothing was running")]
    private partial void Late(string function);
}
