using System.Diagnostics;
using SahelWatch.Cli;

namespace SahelWatch.Tests.Support;

/// <summary>The command line as a process of its own, as its users start it.</summary>
internal static class CommandLine
{
    public sealed record Result(int ExitCode, string Output, string Errors);

    public static Process Start(string folder, params string[] arguments) => Process.Start(StartInfo(folder, arguments))!;

    public static ProcessStartInfo StartInfo(string folder, string[] arguments) => new("dotnet", [typeof(Commands).Assembly.Location, .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    public static Task<Result> RunAsync(string folder, params string[] arguments) => EndAsync(Start(folder, arguments));

    /// <summary>The same for a person whose system speaks another language.</summary>
    /// <param name="language">As in the variable LC_ALL: ar_SA.UTF-8.</param>
    public static Task<Result> RunInAsync(string language, string folder, params string[] arguments)
    {
        var start = StartInfo(folder, arguments);
        start.Environment["LC_ALL"] = language;
        return EndAsync(Process.Start(start)!);
    }

    private static async Task<Result> EndAsync(Process started)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await errors);
    }
}
