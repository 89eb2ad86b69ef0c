using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>Azurite, the storage emulator, on a free port and in memory, for as long as a test collection runs.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // The emulator's published account, the same on every machine: not a secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Ready = "successfully listens on ";

    private NodeServer? _server;
    private string? _connectionString;
    private string? _skip;

    /// <summary>A store of its own in the emulator. Skips the calling test where the emulator could not be installed.</summary>
    public StorageOptions Store(string container)
    {
        Skip.IfNot(_skip is null, _skip);
        return new StorageOptions { ConnectionString = _connectionString, Container = container };
    }

    public async Task InitializeAsync()
    {
        try
        {
            var (server, line) = await NodePackages.StartAsync("azurite/dist/src/blob/main.js", Ready, "--blobHost", "127.0.0.1", "--blobPort", "0",
                "--inMemoryPersistence", "--silent", "--disableTelemetry");
            _server = server;
            _connectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={line[(line.IndexOf(Ready, StringComparison.Ordinal) + Ready.Length)..].Trim()}/{Account};";
        }
        catch (SkipException e)
        {
            _skip = e.Message;
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

/// <summary>The tests that speak to Azurite: one server for all, each in a container of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OneAzurite : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}
