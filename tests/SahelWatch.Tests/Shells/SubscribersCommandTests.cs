using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

public sealed class SubscribersCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_reader_is_added_listed_exported_removed_and_erased()
    {
        (await RunAsync("add", "ali@example.org")).Output.ShouldContain("gets daily");
        (await RunAsync("list")).Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain("ali@example.org"), o => o.ShouldContain("1 reader, 1 active, 0 suspended"));
        (await RunAsync("export", "ali@example.org")).Output.ShouldContain("\"address\": \"ali@example.org\"");

        (await RunAsync("remove", "ali@example.org")).ExitCode.ShouldBe(0);
        (await RunAsync("list")).Output.ShouldSatisfyAllConditions(o => o.ShouldNotContain("ali@"), o => o.ShouldContain("Left"));
        (await RunAsync("erase", "ali@example.org")).ExitCode.ShouldBe(0);
        (await RunAsync("list")).Output.ShouldContain("Erased");
    }

    [Theory]
    [InlineData("add", "not-an-address")]
    [InlineData("export", "nobody@example.org")]
    [InlineData("add", "ali@example.org", "--edition", "weekly")]
    [InlineData("remove", "ali@example.org", "--edition", "weekly")]
    public async Task What_cannot_be_done_is_said_in_one_line_with_exit_code_2(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandLine.Result> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(_folder.Path, ["subscribers", .. arguments, "--data", _folder.Path]);
}
