using SahelWatch.Tests.Support;

namespace SahelWatch.Benchmarks.Workers;

/// <summary>The least that an isolated worker with one HTTP function can be: the same packages, the same way to publish.</summary>
internal static class EmptyApp
{
    public const string Function = "Hello";

    private const string Program = """
        using Microsoft.AspNetCore.Http;
        using Microsoft.Azure.Functions.Worker;
        using Microsoft.Azure.Functions.Worker.Builder;
        using Microsoft.Extensions.Hosting;

        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Build().Run();

        public sealed class Pages
        {
            [Function("Hello")]
            public Task Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) =>
                request.HttpContext.Response.WriteAsync("hello");
        }
        """;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <OutputType>Exe</OutputType>
            <AzureFunctionsVersion>v4</AzureFunctionsVersion>
            <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
            <SelfContained>false</SelfContained>
            <PublishReadyToRun>true</PublishReadyToRun>
          </PropertyGroup>
          <ItemGroup>
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
            <PackageReference Include="Azure.Core" />
            <PackageReference Include="Microsoft.Azure.Functions.Worker" />
            <PackageReference Include="Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore" />
            <PackageReference Include="Microsoft.Azure.Functions.Worker.Sdk" />
          </ItemGroup>
          <ItemGroup>
            <None Update="host.json" CopyToPublishDirectory="PreserveNewest" />
          </ItemGroup>
        </Project>
        """;

    public static async Task PublishAsync(string sources, string folder)
    {
        Directory.CreateDirectory(sources);
        File.Copy(Repository.PathOf("src/Directory.Packages.props"), Path.Combine(sources, "Directory.Packages.props"));
        await File.WriteAllTextAsync(Path.Combine(sources, "Empty.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(sources, "Program.cs"), Program);
        await File.WriteAllTextAsync(Path.Combine(sources, "host.json"), """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""");
        await Publishing.PublishAsync(sources, folder);
    }
}
