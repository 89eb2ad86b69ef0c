using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace SahelWatch.Tests.Infra;

/// <summary>The real Bicep compiler, from its package (SahelWatch.Tests.csproj names the version). It exists for this machine's kind only.</summary>
internal static class BicepCompiler
{
    private static readonly string Path = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == nameof(BicepCompiler)).Value!;

    /// <param name="Template">What Azure would be given.</param>
    /// <param name="Said">Warnings and errors: the compiler's exit code is 0 for a misspelt property.</param>
    public sealed record Result(JsonElement Template, string Said);

    public static Task<Result> BuildAsync(string file) => RunAsync("build", file, []);

    public static Task<Result> BuildParametersAsync(string file, Dictionary<string, string> environment) => RunAsync("build-params", file, environment);

    private static async Task<Result> RunAsync(string verb, string file, Dictionary<string, string> environment)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The compiler's package is for Linux on x64.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.UserExecute); // NuGet unpacks without modes
        var start = new ProcessStartInfo(Path, [verb, file, "--stdout"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var bicep = Process.Start(start)!;
        var said = bicep.StandardError.ReadToEndAsync();
        var template = await bicep.StandardOutput.ReadToEndAsync();
        await bicep.WaitForExitAsync();
        return new Result(template.Length > 0 ? JsonDocument.Parse(template).RootElement : default, await said);
    }
}
