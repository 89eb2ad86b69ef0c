using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>What a person gets wrong is one line that says what to do, and exit code 2; nothing is written then.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--feeds", "missing.opml", null, "missing.opml")]
    [InlineData("--feeds", "broken.opml", "<opml><body><outline", "broken.opml")]
    [InlineData("--watchlist", "missing.yaml", null, "missing.yaml")]
    [InlineData("--watchlist", "broken.yaml", "threshold: [", "broken.yaml")]
    [InlineData("--watchlist", "unknown.yaml", "title: Mine\nthreshold: 3\ntreshold: 3", "treshold")]
    [InlineData("--editions", "zone.yaml", "editions:\n- id: daily\n  title: Daily\n  timeZone: Africa/Bamaco\n  readers: [a@b.example]", "Africa/Bamaco")]
    [InlineData("--now", "yesterday", null, "--now yesterday")]
    [InlineData("--colour", "red", null, "--colour")]
    public async Task A_file_or_option_that_cannot_be_used_is_named_in_one_line(string option, string value, string? content, string named)
    {
        if (content is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, value), content);

        var result = await CommandLine.RunAsync(_folder.Path, "run", option, value, "--data", "data");

        result.ExitCode.ShouldBe(2, result.Output + result.Errors);
        result.Errors.ShouldContain(named);
        result.Errors.ShouldNotContain("   at ");
        result.Errors.Trim().Split('\n').ShouldBeUnique();
        Directory.Exists(Path.Combine(_folder.Path, "data", "articles")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("figures", "--in", "{\"title\":\"x\"}", "rows.jsonl, line 2: The article has no \"id\".")]
    [InlineData("match", "--in", "{nope", "rows.jsonl, line 2: ")]
    [InlineData("parse", "--from", "{\"url\":\"https://site.example/\"}", "rows.jsonl, line 2: \"file\" is missing.")]
    public async Task A_line_that_cannot_be_used_is_named(string verb, string option, string line, string says)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "rows.jsonl"), $"\n{line}\n");

        var result = await CommandLine.RunAsync(_folder.Path, verb, option, "rows.jsonl");

        result.ExitCode.ShouldBe(2, result.Output + result.Errors);
        result.Errors.ShouldStartWith(says);
    }

    [Fact]
    public async Task Doctor_names_a_file_that_cannot_be_used_once()
    {
        var result = await CommandLine.RunAsync(_folder.Path, "doctor", "--feeds", "missing.opml");

        result.ExitCode.ShouldBe(1, result.Output + result.Errors);
        result.Output.Split('\n').Count(l => l.StartsWith("LOOK", StringComparison.Ordinal) && l.Contains("missing.opml", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Settings_that_are_not_json_are_named_with_their_file()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "local.settings.json"), "{ \"Values\": { ");

        var result = await CommandLine.RunAsync(_folder.Path, "status");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("local.settings.json");
        result.Errors.ShouldContain("local.settings.sample.json");
    }

    [Theory]
    [InlineData("SahelWatch__Feed__Timeout", "00:00:10", "SahelWatch__Feeds__")]
    [InlineData("SahelWatch__Retentoin", "30.00:00:00", "SahelWatch__Retention")]
    [InlineData("SahelWatch__Shards", "many", "'many'")]
    [InlineData("SahelWatch__Feeds__Retries", "-", "SahelWatch:Feeds:Retries")]
    public async Task A_setting_that_is_none_or_has_no_such_value_is_named_with_what_was_meant(string name, string value, string says)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "local.settings.json"), $$"""{ "Values": { "{{name}}": "{{value}}" } }""");

        var result = await CommandLine.RunAsync(_folder.Path, "status");

        result.ExitCode.ShouldBe(2, result.Output + result.Errors);
        result.Errors.ShouldContain(says);
        result.Errors.Trim().Split('\n').Length.ShouldBe(1, result.Errors);
    }

    [Fact]
    public async Task A_setting_out_of_range_is_named_once()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "local.settings.json"), """{ "Values": { "SahelWatch__Feeds__RequestsPerHost": "16" } }""");

        var result = await CommandLine.RunAsync(_folder.Path, "run");

        result.ExitCode.ShouldBe(2, result.Output + result.Errors);
        result.Errors.Trim().ShouldBe("SahelWatch:Feeds:RequestsPerHost: The field RequestsPerHost must be between 1 and 8.");
    }

    [Fact]
    public async Task A_general_setting_out_of_range_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "local.settings.json"), """{ "Values": { "SahelWatch__Shards": "0" } }""");

        var result = await CommandLine.RunAsync(_folder.Path, "status");

        result.ExitCode.ShouldBe(2, result.Output + result.Errors);
        result.Errors.ShouldContain("Shards");
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_said_with_what_to_do()
    {
        const string nowhere = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;";
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "local.settings.json"), "{ \"Values\": { \"SahelWatch__Storage__ConnectionString\": \"" + nowhere + "\" } }");

        var result = await CommandLine.RunAsync(_folder.Path, "run");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("cannot be reached");
        result.Errors.Trim().Split('\n').Length.ShouldBe(1, result.Errors);
    }
}
