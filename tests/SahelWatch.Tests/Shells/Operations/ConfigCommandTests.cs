using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells.Operations;

/// <summary>The verbs as an operator types them, each a process of its own, on one data folder.</summary>
public sealed class ConfigCommandTests : IDisposable
{
    private const string Editions = "editions:\n- id: weekly\n  title: Weekly\n  readers: [a@example.org]\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_set_shown_listed_and_restored()
    {
        (await RunAsync("config", "set", "editions", Written(Editions))).ExitCode.ShouldBe(0);
        (await RunAsync("config", "set", "editions", Written(Editions.Replace("weekly", "monthly", StringComparison.Ordinal)))).ExitCode.ShouldBe(0);

        (await RunAsync("config", "show", "editions")).Output.ShouldContain("id: monthly");
        (await RunAsync("config", "list")).Output.ShouldContain("editions.yaml   storage ");
        var history = (await RunAsync("config", "history", "editions")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        history.Length.ShouldBe(2);

        (await RunAsync("config", "restore", "editions", history[1])).ExitCode.ShouldBe(0);
        (await RunAsync("config", "show", "editions")).Output.ShouldContain("id: weekly");
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_refused_with_its_line()
    {
        var refused = await RunAsync("config", "set", "editions", Written("editions:\n- id: a\n  sendAt: [late]\n"));

        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldContain("editions.yaml, line 3: ");
        (await RunAsync("config", "list")).Output.ShouldContain("editions.yaml   shipped");
    }

    [Fact]
    public async Task A_file_that_was_broken_past_the_checks_is_named_by_run_and_status_and_the_earlier_version_holds()
    {
        await RunAsync("config", "set", "editions", Written(Editions));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "data", "config", "editions.yaml"), "editions: [");

        var run = await RunAsync("run", "--feeds", Written("<opml version='2.0'><body><outline text='A' xmlUrl='http://127.0.0.1:1/'/></body></opml>"));
        var status = await RunAsync("status");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("editions.yaml: the version in storage is invalid, so an earlier one is in effect");
        status.ExitCode.ShouldBe(1);
        status.Output.ShouldContain("editions.yaml: the version in storage is invalid, so an earlier one is in effect");
    }

    [Fact]
    public async Task A_feed_is_taken_off_the_list_in_storage_which_keeps_its_folders_and_its_versions()
    {
        const string list = """
            <opml version="2.0"><head><title>Mine</title></head><body><outline text="Mali">
            <outline text="A" xmlUrl="https://a.example/feed"/><outline text="B" xmlUrl="https://b.example/feed"/>
            </outline></body></opml>
            """;
        await RunAsync("config", "set", "feeds", Written(list));

        (await RunAsync("feeds", "remove", "https://a.example/feed")).ExitCode.ShouldBe(0);

        var left = (await RunAsync("config", "show", "feeds")).Output;
        left.ShouldNotContain("a.example");
        left.ShouldContain("b.example");
        left.ShouldContain("text=\"Mali\"");
        (await RunAsync("config", "history", "feeds")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        (await RunAsync("feeds", "remove", "https://a.example/feed")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Init_writes_files_that_can_be_used_and_never_over_ones_that_are_there()
    {
        var first = await RunAsync("init");
        first.ExitCode.ShouldBe(0);
        first.Output.ShouldContain($"then `sahelwatch run --data {Path.Combine(_folder.Path, "data")}`", Case.Sensitive, "the next step is in the same folder");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "data", "editions.yaml"), Editions);

        (await RunAsync("init")).Output.ShouldContain("was left unchanged");
        (await RunAsync("config", "show", "editions")).Output.ShouldContain("id: weekly");
        (await RunAsync("config", "list")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Doctor_tries_storage_files_feeds_and_mail_and_says_what_to_do()
    {
        var feeds = Path.Combine(_folder.Path, "none.opml");
        await File.WriteAllTextAsync(feeds, "<opml version=\"2.0\"><head/><body><outline text=\"A\" xmlUrl=\"http://127.0.0.1:1/feed\"/></body></opml>");

        var result = await RunAsync("doctor", "--feeds", feeds);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("ok    storage: ");
        result.Output.ShouldContain("ok    watchlist.yaml: can be used (shipped).");
        result.Output.ShouldContain("LOOK  feeds: 0 of 1 can be read.");
        result.Output.ShouldContain("ok    mail server: mail is only written to the data folder");
        Directory.EnumerateFiles(Path.Combine(_folder.Path, "data"), "doctor-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_in_the_data_folder_that_one_in_storage_overrides_is_named()
    {
        await RunAsync("init");

        var set = await RunAsync("config", "set", "editions", Written(Editions));

        set.Output.ShouldContain($"It overrides {Path.Combine(_folder.Path, "data", "editions.yaml")}");
        set.Output.ShouldContain("config remove editions.yaml");
        (await RunAsync("config", "history", "alerts")).Errors.Trim().ShouldBe($"alerts.yaml was never put into {Path.Combine(_folder.Path, "data")}.");
    }

    [Theory]
    [InlineData("It is behind by more than two weeks", "2026-11-01T00:00:00Z", "LOOK  clock: is ")]
    [InlineData("It is right", null, "ok    clock: agrees with the feeds' servers (2 asked).")]
    public async Task Doctor_compares_the_clock_with_those_of_the_feeds_servers(string when, string? now, string says)
    {
        await using var feeds = await LoopbackFeeds.StartAsync();
        var list = feeds.Settings(_folder)["SahelWatch__FeedList"];

        var result = await RunAsync(["doctor", "--allow-private", "--feeds", list, .. now is null ? [] : new[] { "--now", now }]);

        result.Output.ShouldContain("ok    feeds: 2 of 2 can be read.");
        result.Output.ShouldContain(says, customMessage: when);
    }

    [Theory]
    [InlineData("config needs one of list, show, edit, set, history, restore, remove.", "config")]
    [InlineData("feeds needs one of list, check, add", "feeds")]
    [InlineData("give an https address such as https://ACCOUNT.blob.core.windows.net, or UseDevelopmentStorage=true", "config", "list", "--storage", "http://x")]
    public async Task What_is_missing_or_wrong_in_a_line_is_said_with_what_there_is(string says, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(_folder.Path, arguments);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain(says);
    }

    private Task<CommandLine.Result> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(_folder.Path, [.. arguments, "--data", Path.Combine(_folder.Path, "data")]);

    private string Written(string text)
    {
        var path = Path.Combine(_folder.Path, "new.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
