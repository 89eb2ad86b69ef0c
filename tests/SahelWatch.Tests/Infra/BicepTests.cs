using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Infra;

/// <summary>What can be known of infra/ without Azure and without the Bicep compiler: that it parses, that its modules fit, that its settings are settings.</summary>
public sealed partial class BicepTests
{
    private static readonly string Folder = Repository.PathOf("infra");

    private static readonly string[] Names = [.. Directory.EnumerateFiles(Folder, "*.bicep").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [SkippableFact]
    public async Task Every_file_parses()
    {
        foreach (var file in await ReadAsync())
            file.Errors.ShouldBeEmpty(file.Name);
    }

    [SkippableFact]
    public async Task Every_module_is_given_the_parameters_it_declares_and_no_others()
    {
        var files = await ReadAsync();
        foreach (var module in files.SelectMany(f => f.Modules))
        {
            var declared = files.Single(f => f.Name == module.File).Parameters;

            module.Parameters.Except(declared.Select(p => p.Name)).ShouldBeEmpty($"{module.File} declares no such parameter");
            declared.Where(p => !p.Optional).Select(p => p.Name).Except(module.Parameters).ShouldBeEmpty($"{module.File} needs them");
        }

        files.SelectMany(f => f.Modules).Select(m => m.File).Append("main.bicep").Order(StringComparer.Ordinal).ShouldBe(Names);
    }

    [SkippableFact]
    public async Task Every_output_that_is_used_is_an_output_of_its_module()
    {
        var files = await ReadAsync();
        foreach (var file in files)
        {
            foreach (var used in file.OutputsUsed)
                files.Single(f => f.Name == file.Modules.Single(m => m.Name == used.Module).File).Outputs.ShouldContain(used.Output);
        }
    }

    [SkippableFact]
    public async Task No_parameter_or_variable_is_left_unused()
    {
        foreach (var file in await ReadAsync())
            file.Unused.ShouldBeEmpty(file.Name);
    }

    [Fact]
    public void The_parameters_file_sets_parameters_that_main_declares()
    {
        var declared = Declared().Matches(File.ReadAllText(Path.Combine(Folder, "main.bicep"))).Select(m => m.Groups[1].Value).ToList();

        var set = Declared().Matches(File.ReadAllText(Path.Combine(Folder, "main.bicepparam"))).Select(m => m.Groups[1].Value).ToList();

        set.ShouldContain("environmentName");
        set.Except(declared).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Every_role_that_is_given_has_its_id_named_once()
    {
        var roles = await File.ReadAllTextAsync(Path.Combine(Folder, "roles.bicep"));
        var named = NamedRole().Matches(roles).Select(m => m.Groups[1].Value).ToList();

        RoleUse().Matches(roles).Select(m => m.Groups[1].Value).Distinct().ShouldBe(named, ignoreOrder: true);
        foreach (var other in Names.Where(n => n != "roles.bicep"))
            AnyId().Matches(await File.ReadAllTextAsync(Path.Combine(Folder, other))).ShouldBeEmpty($"{other}: role ids are named in roles.bicep");
    }

    [SkippableFact]
    public async Task Nothing_asks_for_a_key_and_storage_takes_none()
    {
        foreach (var name in Names)
            (await File.ReadAllTextAsync(Path.Combine(Folder, name))).ShouldNotContain("listKeys", Case.Insensitive, name);
        (await File.ReadAllTextAsync(Path.Combine(Folder, "storage.bicep"))).ShouldContain("allowSharedKeyAccess: false");
    }

    private static async Task<List<BicepFile>> ReadAsync()
    {
        var start = new ProcessStartInfo("node", ["bicep.mjs", .. Names.Select(n => Path.Combine(Folder, n))]) { WorkingDirectory = await NodePackages.FolderAsync(), RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var lines = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        var files = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<BicepFile>(line, JsonSerializerOptions.Web)!).ToList();
        files.Select(f => f.Name).ShouldBe(Names);
        return files;
    }

    private sealed record BicepFile(string File, string[] Errors, Parameter[] Parameters, string[] Outputs, Module[] Modules, OutputUse[] OutputsUsed, string[] Unused, string[] Keys)
    {
        public string Name => Path.GetFileName(File);
    }

    private sealed record Parameter(string Name, bool Optional);

    private sealed record Module(string Name, string File, string[] Parameters);

    private sealed record OutputUse(string Module, string Output);

    [GeneratedRegex(@"^param (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^  (\w+): '[0-9a-f]{8}-[0-9a-f-]{27}'", RegexOptions.Multiline)]
    private static partial Regex NamedRole();

    [GeneratedRegex(@"roleDefinitions', roles\.(\w+)\)")]
    private static partial Regex RoleUse();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")]
    private static partial Regex AnyId();
}
