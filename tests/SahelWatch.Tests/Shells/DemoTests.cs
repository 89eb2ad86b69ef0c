using System.Diagnostics;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_produces_a_digest_and_a_second_run_finds_nothing_new()
    {
        var first = await DemoAsync("data");
        var second = await DemoAsync("data");

        first.ExitCode.ShouldBe(0, first.Errors);
        first.Output.ShouldMatch(@"[1-9]\d* articles kept");
        first.Output.ShouldContain("sent to 1 of 1 reader now");
        first.Output.ShouldContain("`sahelwatch serve --data data`");
        File.Exists(Path.Combine(_folder.Path, "data/digests/demo/2026-11-22.html")).ShouldBeTrue();
        second.ExitCode.ShouldBe(0, second.Errors);
        second.Output.ShouldContain("0 articles kept");
        second.Output.ShouldContain("already delivered");
    }

    /// <summary>Kills the process at twenty moments spread over a run; a fixed seed, since the machine adds enough randomness.</summary>
    [Fact]
    public async Task After_kills_at_twenty_moments_everything_is_kept_as_in_an_undisturbed_run_and_mailed_once()
    {
        const int kills = 20;
        var watch = Stopwatch.StartNew();
        (await DemoAsync("undisturbed")).ExitCode.ShouldBe(0);
        var length = watch.Elapsed;
        var random = new Random(20261122);

        for (var i = 0; i < kills; i++)
        {
            using var process = CommandLine.Start(_folder.Path, "demo", "--data", "killed", "--now", Now);
            using var moment = new CancellationTokenSource(length * random.NextDouble());
            try
            {
                await process.WaitForExitAsync(moment.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true); // SIGKILL
                await process.WaitForExitAsync();
            }
        }

        (await CommandLine.RunAsync(_folder.Path, "demo", "--data", "killed", "--now", "2026-11-22T12:00:00Z")).ExitCode.ShouldBe(0);
        Articles("killed").Distinct().ShouldBe(Articles("undisturbed"));
        Names("killed", "mail").Count.ShouldBe(1);
    }

    private const string Now = "2026-11-22T07:00:00Z";

    private Task<CommandLine.Result> DemoAsync(string data) => CommandLine.RunAsync(_folder.Path, "demo", "--data", data, "--now", Now);

    private List<string> Articles(string data) => StoredArticles.Ids(Path.Combine(_folder.Path, data));

    private List<string> Names(string data, string room) =>
        [.. Directory.EnumerateFiles(Path.Combine(_folder.Path, data, room), "*.*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal)];
}
