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

    public static async Task<Result> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await errors);
    }
}
