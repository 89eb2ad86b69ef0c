using System.Diagnostics;

namespace SahelWatch.Tests.Support.Worker;

/// <summary>The Functions app as it is deployed: published once a test run, from what the build made.</summary>
public sealed class PublishedWorker : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public async Task InitializeAsync()
    {
        string[] command = ["publish", Repository.PathOf("src/SahelWatch.Functions"), "--no-build", "-c", Configuration, "-o", Folder, "-v", "q", "--nologo"];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        publish.ExitCode.ShouldBe(0, said);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}

/// <summary>The tests that start the published worker: published once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class OnePublishedWorker : ICollectionFixture<PublishedWorker>
{
    public const string Name = "Published worker";
}
