using System.Text.Json;
using System.Text.RegularExpressions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>search, stories, show, open, export and what else an analyst types, as processes, on the folder of one demonstration.</summary>
public sealed class ArchiveCommandsTests(ArchiveCommandsTests.Demo demo) : IClassFixture<ArchiveCommandsTests.Demo>
{
    [Fact]
    public async Task After_a_demonstration_the_other_verbs_know_its_feeds()
    {
        var status = await demo.RunAsync("status");

        (status.ExitCode, status.Errors).ShouldBe((0, ""));
        status.Output.ShouldContain("50 healthy, 0 to look at");
    }

    [Fact]
    public async Task Search_lists_events_under_headers_without_a_colour_and_counts_them()
    {
        var result = await demo.RunAsync("search", "djibo", "--country", "Burkina Faso");

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldMatch("^LAST REPORT +ID +COUNTRIES +PLACE +KILLED +REPORTS +HEADLINE$");
        lines[^1].ShouldMatch(@"^[1-9]\d* events?\.$");
        result.Output.ShouldNotContain('\e');
    }

    [Fact]
    public async Task A_story_and_its_article_are_shown_with_why_and_have_a_page()
    {
        var found = Regex.Match((await demo.RunAsync("search", "djibo")).Output, "[0-9a-f]{16}").Value;
        var story = await demo.RunAsync("show", found);
        var article = await demo.RunAsync("show", Regex.Match(story.Output, @"\[([0-9a-f]{16})\]\n.*\n.*\[([0-9a-f]{16})\]", RegexOptions.Singleline).Groups[2].Value);
        var page = await demo.RunAsync("open", found);

        story.Output.ShouldMatch("same |copy: ", "the evidence that joined a report");
        story.Output.ShouldMatch("kept for \".+\" in its (title|summary|text)");
        article.Output.ShouldContain("WEIGHT");
        article.Output.ShouldContain($"In story {found}");
        page.Output.Trim().ShouldEndWith($"/stories/{found}");
    }

    [Theory]
    [InlineData("search", "djibo")]
    [InlineData("export", "--format=jsonl")]
    [InlineData("stories", "--since=30d")]
    [InlineData("digest", "send")]
    [InlineData("digest", "preview")]
    [InlineData("sources")]
    [InlineData("feeds", "list")]
    [InlineData("prune")]
    public async Task What_is_asked_for_as_JSON_is_JSON_on_every_line(params string[] arguments)
    {
        var result = await demo.RunAsync([.. arguments, "--json"]);

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(l => JsonDocument.Parse(l, default).RootElement.ValueKind == JsonValueKind.Object);
    }

    [Theory]
    [InlineData("No event has \"zebra\"", "search", "zebra")]
    [InlineData("No outlet in the archive is called \"Sahel Wir\"; the most similar are ", "search", "--outlet", "Sahel Wir")]
    [InlineData("No story that matches", "stories", "--text", "zebra")]
    public async Task An_empty_answer_says_so(string said, params string[] arguments)
    {
        var result = await demo.RunAsync(arguments);

        (result.ExitCode, result.Output).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0), r => r.Output.ShouldContain(said));
    }

    [Theory]
    [InlineData("There is no country \"XX\"", "search", "--country", "XX")]
    [InlineData("Did you mean --country instead of --contry?", "search", "--contry", "ML")]
    [InlineData("The period ends (2026-10-01) before it begins (2026-11-01): swap the two.", "search", "--since", "2026-11-01", "--until", "2026-10-01")]
    [InlineData("is not an id", "show", "abc")]
    [InlineData("There is no story and no article", "show", "0000000000000000")]
    [InlineData("Did you mean stories instead of storeis?", "storeis")]
    public async Task What_cannot_be_right_is_named(string said, params string[] arguments)
    {
        var result = await demo.RunAsync(arguments);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain(said);
    }

    [Theory]
    [InlineData("show", "0000000000000000")]
    [InlineData("open", "0000000000000000")]
    [InlineData("correct", "0000000000000000", "--reason=football")]
    public async Task What_is_not_there_is_said_with_the_folder_that_was_searched(params string[] arguments) =>
        (await demo.RunAsync(arguments)).Errors.ShouldContain($"0000000000000000 in {Path.Combine(demo.Folder, "data")}");

    [Fact]
    public async Task A_search_before_the_first_run_says_that_there_is_nothing_to_search_yet()
    {
        var result = await CommandLine.RunAsync(demo.Folder, "search", "djibo", "--data", "elsewhere");

        (result.ExitCode, result.Errors).ShouldBe((0, ""));
        result.Output.ShouldContain($"{Path.Combine(demo.Folder, "elsewhere")} has no events yet");
    }

    [Fact]
    public async Task The_words_after_a_mistyped_verb_are_not_faults_of_their_own() =>
        (await demo.RunAsync("serach", "mali")).Errors.ShouldNotContain("'mali'");

    [Fact]
    public async Task Alone_it_says_what_to_do_first() => (await CommandLine.RunAsync(demo.Folder)).Output.ShouldContain("sahelwatch demo");

    [Theory]
    [InlineData("bash", "complete -F")]
    [InlineData("zsh", "#compdef")]
    [InlineData("fish", "complete -f -c")]
    public async Task A_shell_can_complete_it(string shell, string line) => (await CommandLine.RunAsync(demo.Folder, "completion", shell)).Output.ShouldContain(line);

    [Fact]
    public async Task What_the_shell_asks_for_completion_is_answered() =>
        (await CommandLine.RunAsync(demo.Folder, "[suggest:15]", "sahelwatch sear")).Output.Trim().ShouldBe("search");

    /// <summary>One demonstration for all of them.</summary>
    public sealed class Demo : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public string Folder => _folder.Path;

        public async Task InitializeAsync() => (await RunAsync("demo")).ExitCode.ShouldBe(0);

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();

        internal Task<CommandLine.Result> RunAsync(params string[] arguments) =>
            CommandLine.RunAsync(Folder, [.. arguments, "--data", "data", "--now", "2026-11-22T07:00:00Z"]);
    }
}
