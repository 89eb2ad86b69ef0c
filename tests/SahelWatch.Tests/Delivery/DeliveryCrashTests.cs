using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery;

/// <summary>The short run of the benchmarks' verb crash: processes that deliver are killed at random moments, against a real SMTP server.</summary>
public partial class DeliveryCrashTests
{
    [SkippableFact]
    public async Task Four_kills_lose_no_mail_and_double_none_that_was_not_under_way()
    {
        await NodePackages.FolderAsync();
        var benchmarks = Repository.PathOf(Path.Combine("tests", "SahelWatch.Benchmarks",
            Path.GetRelativePath(Repository.PathOf("tests/SahelWatch.Tests"), AppContext.BaseDirectory), "SahelWatch.Benchmarks.dll"));
        using var crash = Process.Start(new ProcessStartInfo("dotnet", [benchmarks, "crash", "4"]) { RedirectStandardOutput = true })!;

        var figures = await crash.StandardOutput.ReadToEndAsync();
        await crash.WaitForExitAsync();

        crash.ExitCode.ShouldBe(0, figures);
        // Every lane may end on a round in which two processes die.
        int.Parse(Kills().Match(figures).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(4, figures);
    }

    [GeneratedRegex(@"^kills\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Kills();
}
