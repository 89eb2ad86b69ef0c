using System.Diagnostics;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>
/// The short run of the benchmarks' verb kills: processes that poll, group and mail are killed at random moments, on a folder and on Azurite, while articles
/// arrive.
/// </summary>
public class KillTests
{
    [SkippableFact]
    public async Task A_kill_on_each_store_loses_no_article_puts_none_in_two_stories_and_loses_no_mail()
    {
        await NodePackages.FolderAsync();
        var benchmarks = Repository.PathOf(Path.Combine("tests", "SahelWatch.Benchmarks",
            Path.GetRelativePath(Repository.PathOf("tests/SahelWatch.Tests"), AppContext.BaseDirectory), "SahelWatch.Benchmarks.dll"));
        using var kills = Process.Start(new ProcessStartInfo("dotnet", [benchmarks, "kills", "2"]) { RedirectStandardOutput = true })!;

        var figures = await kills.StandardOutput.ReadToEndAsync();
        await kills.WaitForExitAsync();

        kills.ExitCode.ShouldBe(0, figures);
    }
}
