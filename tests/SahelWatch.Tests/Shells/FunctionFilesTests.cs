using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using SahelWatch.Functions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>What the host reads (host.json, a function.json a folder) agrees with what the executable answers to.</summary>
public class FunctionFilesTests
{
    private static readonly string Source = Repository.PathOf("src/SahelWatch.Functions");

    private static readonly IReadOnlyList<string> Functions =
        [.. Directory.EnumerateFiles(Source, "function.json", SearchOption.AllDirectories).Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_function_has_an_endpoint_and_every_endpoint_a_function()
    {
        var expected = Functions.Select(f => Trigger(f) is var trigger && trigger.GetProperty("type").GetString() == "timerTrigger" ? "/" + f : Prefix(trigger.GetProperty("route").GetString()!));

        Endpoints().ShouldBe(expected.Append("/").Order(StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public void Forwarded_functions_have_one_input_and_one_output_or_the_host_would_not_forward_them()
    {
        foreach (var function in Functions.Where(f => Trigger(f).GetProperty("type").GetString() == "httpTrigger"))
            Bindings(function).Select(b => (b.GetProperty("type").GetString(), b.GetProperty("direction").GetString())).ShouldBe([("httpTrigger", "in"), ("http", "out")], function);
    }

    [Fact]
    public void A_function_folder_holds_nothing_else_since_the_host_would_take_it_for_a_script()
    {
        foreach (var function in Functions)
        {
            Directory.EnumerateFileSystemEntries(Path.Combine(FunctionsProcess.Folder, function)).Select(Path.GetFileName).ShouldBe(["function.json"], function);
            File.ReadAllText(Path.Combine(FunctionsProcess.Folder, function, "function.json")).ShouldBe(File.ReadAllText(Path.Combine(Source, function, "function.json")));
        }
    }

    [Fact]
    public void The_host_finds_the_executable_that_host_json_names()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(FunctionsProcess.Folder, "host.json")));
        var handler = host.RootElement.GetProperty("customHandler");

        handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString().ShouldBe(Path.GetFileName(FunctionsProcess.Executable));
        File.Exists(FunctionsProcess.Executable).ShouldBeTrue();
        handler.GetProperty("enableProxyingHttpRequest").GetBoolean().ShouldBeTrue();
        host.RootElement.TryGetProperty("extensionBundle", out _).ShouldBeFalse("timers and HTTP need none, and a host that cannot download it runs nothing");
    }

    private static JsonElement Trigger(string function) => Bindings(function)[0];

    private static List<JsonElement> Bindings(string function)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Source, function, "function.json")));
        return [.. json.RootElement.GetProperty("bindings").Clone().EnumerateArray()];
    }

    /// <summary>A route up to its catch-all: the host forwards whatever lies below, and the application maps the pages it has.</summary>
    private static string Prefix(string route) => "/" + route.Split("/{*", 2)[0];

    private static IEnumerable<string> Endpoints()
    {
        using var app = (IDisposable)FunctionsApp.Build([]);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!)
            .Select(path => path.StartsWith("/subscriptions/", StringComparison.Ordinal) ? "/subscriptions" : path).Distinct().Order(StringComparer.Ordinal)];
    }
}
