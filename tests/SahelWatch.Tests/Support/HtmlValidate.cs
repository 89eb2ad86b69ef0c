using System.Diagnostics;

namespace SahelWatch.Tests.Support;

/// <summary>The validator html-validate, run over files.</summary>
internal static class HtmlValidate
{
    public static async Task ShouldFindNothingAsync(IReadOnlyList<string> files)
    {
        var services = await NodePackages.FolderAsync();
        var start = new ProcessStartInfo("node", [Path.Combine(services, "node_modules/html-validate/bin/html-validate.mjs"), "--config",
            Path.Combine(services, "html-validate.json"), "--formatter", "text", .. files])
        {
            WorkingDirectory = services,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var validator = Process.Start(start)!;
        var errors = validator.StandardError.ReadToEndAsync();
        var found = await validator.StandardOutput.ReadToEndAsync();
        await validator.WaitForExitAsync();

        found.ShouldBeEmpty();
        validator.ExitCode.ShouldBe(0, await errors);
    }
}
