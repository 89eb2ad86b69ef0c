using System.Diagnostics;

namespace SahelWatch.Benchmarks.Workers;

/// <summary>Publishes a Functions app as it is deployed.</summary>
internal static class Publishing
{
    public static async Task PublishAsync(string project, string folder)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-v", "q", "--nologo"])
        { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"{project} could not be published: {said}");
    }
}
