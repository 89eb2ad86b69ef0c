using System.Text.Json;
using System.Text.RegularExpressions;
using SahelWatch.Functions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Infra;

/// <summary>infra/ as the real compiler sees it. Whether Azure takes it only a deployment shows.</summary>
public sealed partial class BicepTests
{
    private static readonly string Folder = Repository.PathOf("infra");
    private static readonly string Main = Path.Combine(Folder, "main.bicep");

    private static readonly Lazy<Task<BicepCompiler.Result>> Compiled = new(() => BicepCompiler.BuildAsync(Main));

    [SkippableFact]
    public async Task It_compiles_without_a_warning_and_uses_every_file()
    {
        (await Compiled.Value).Said.ShouldBeEmpty();
        var used = Directory.EnumerateFiles(Folder, "*.bicep").SelectMany(f => Module().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)
            .Append("main.bicep");
        used.ShouldBe(Directory.EnumerateFiles(Folder, "*.bicep").Select(f => Path.GetFileName(f)!), ignoreOrder: true);
    }

    [SkippableFact]
    public async Task A_misspelt_property_is_a_warning_and_so_fails_the_test_above()
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.bicep"))
            await File.WriteAllTextAsync(Path.Combine(copy.Path, Path.GetFileName(file)),
                (await File.ReadAllTextAsync(file)).Replace("httpsOnly:", "httpOnly:", StringComparison.Ordinal));

        (await BicepCompiler.BuildAsync(Path.Combine(copy.Path, "main.bicep"))).Said.ShouldContain("httpOnly");
    }

    [SkippableTheory]
    [InlineData("false", "true", "1", "512")]
    [InlineData("true", "false", "40", "2048")]
    public async Task What_azd_is_told_reaches_the_parameters_with_every_option_on_and_off(string network, string communication, string shards, string memory)
    {
        var result = await BicepCompiler.BuildParametersAsync(Path.Combine(Folder, "main.bicepparam"), new()
        {
            ["AZURE_ENV_NAME"] = "test",
            ["AZURE_LOCATION"] = "westeurope",
            ["SAHELWATCH_VNET_ENABLED"] = network,
            ["SAHELWATCH_USE_COMMUNICATION_SERVICES"] = communication,
            ["SAHELWATCH_SHARDS"] = shards,
            ["SAHELWATCH_INSTANCE_MEMORY"] = memory,
            ["SAHELWATCH_SETTINGS"] = """{"SahelWatch__Retention":"30.00:00:00"}""",
        });

        result.Said.ShouldBeEmpty();
        var parameters = JsonDocument.Parse(result.Template.GetProperty("parametersJson").GetString()!).RootElement.GetProperty("parameters");
        string Value(string name) => parameters.GetProperty(name).GetProperty("value").GetRawText();
        (Value("vnetEnabled"), Value("useCommunicationServices"), Value("shards"), Value("instanceMemory")).ShouldBe((network, communication, shards, memory));
        Value("settings").ShouldContain("SahelWatch__Retention");
        var declared = (await Compiled.Value).Template.GetProperty("parameters").EnumerateObject().Select(p => p.Name);
        parameters.EnumerateObject().Select(p => p.Name).ShouldBe(declared, ignoreOrder: true, "a parameter that azd cannot set is no option");
    }

    [Fact]
    public void A_deployment_from_GitHub_sets_back_nothing_that_azd_was_told()
    {
        var told = Variable().Matches(File.ReadAllText(Path.Combine(Folder, "main.bicepparam"))).Select(m => (Name: m.Groups[1].Value, Default: m.Groups[2].Value)).ToList();
        var workflow = File.ReadAllText(Repository.PathOf(".github/workflows/azure-dev.yml"));

        told.Count.ShouldBeGreaterThan(15);
        foreach (var (name, otherwise) in told.Where(t => t.Name.StartsWith("SAHELWATCH_", StringComparison.Ordinal)))
        {
            var source = name.EndsWith("PASSWORD", StringComparison.Ordinal) ? "secrets" : "vars";
            workflow.ShouldContain($"{name}: ${{{{ {source}.{name}{(otherwise.Length > 0 ? $" || '{otherwise}'" : "")} }}}}\n");
        }
    }

    [SkippableFact]
    public async Task The_application_runs_on_the_version_that_starts_and_after_its_roles_are_there()
    {
        var deployment = await DeploymentAsync("functions");
        var site = Resources(deployment).Single(r => r.GetProperty("type").GetString() == "Microsoft.Web/sites").GetProperty("properties");

        var runtime = site.GetProperty("functionAppConfig").GetProperty("runtime");
        (runtime.GetProperty("name").GetString(), runtime.GetProperty("version").GetString()).ShouldBe(("dotnet-isolated", "10.0"));
        deployment.GetProperty("dependsOn").EnumerateArray().Select(d => d.GetString()).ShouldContain("roles");
    }

    [SkippableFact]
    public async Task Storage_takes_no_key_and_has_the_queues_that_the_functions_use()
    {
        var storage = await DeploymentAsync("storage");
        var account = Resources(storage).Single(r => r.GetProperty("type").GetString() == "Microsoft.Storage/storageAccounts").GetProperty("properties");

        account.GetProperty("allowSharedKeyAccess").GetBoolean().ShouldBeFalse();
        account.GetProperty("allowBlobPublicAccess").GetBoolean().ShouldBeFalse();
        storage.GetProperty("properties").GetProperty("template").GetProperty("variables").GetProperty("queues").EnumerateArray().Select(q => q.GetString())
            .ShouldBe([Queues.Polls, Queues.Polls + Queues.Poison, Queues.Grouping, Queues.Grouping + Queues.Poison]);
        foreach (var file in Directory.EnumerateFiles(Folder, "*.bicep"))
            File.ReadAllText(file).ShouldNotContain("listKeys", Case.Insensitive, file);
    }

    private static async Task<JsonElement> DeploymentAsync(string name) => (await Compiled.Value).Template.GetProperty("resources").GetProperty(name);

    /// <summary>The compiler writes them by name where one of them exists already, and as a list elsewhere.</summary>
    private static IEnumerable<JsonElement> Resources(JsonElement deployment) =>
        deployment.GetProperty("properties").GetProperty("template").GetProperty("resources") is { ValueKind: JsonValueKind.Object } named
            ? named.EnumerateObject().Select(r => r.Value)
            : deployment.GetProperty("properties").GetProperty("template").GetProperty("resources").EnumerateArray();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'(?:, '([^']*)')?\)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^module \w+ '([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Module();
}
