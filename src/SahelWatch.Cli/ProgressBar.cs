using Spectre.Console;

namespace SahelWatch.Cli;

/// <summary>Shows on a terminal how far work has come; nothing where the output is redirected.</summary>
internal static class ProgressBar
{
    /// <param name="run">Reports each part when it is done.</param>
    public static Task RunAsync(string what, int parts, Func<Action, Task> run) => Console.IsOutputRedirected || Console.IsErrorRedirected
        ? run(() => { })
        : AnsiConsole.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask(what, maxValue: parts);
            return run(() => task.Increment(1));
        });
}
