using SahelWatch.Benchmarks.Delivery;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Kills;

/// <summary>The storage emulator of tests/services, in memory. It ends with this process.</summary>
internal sealed class AzuriteServer(NodeProcess process, string connectionString) : IDisposable
{
    // The emulator's published account, the same on every machine: not a secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Ready = "successfully listens on ";

    public static async Task<AzuriteServer> StartAsync()
    {
        var (process, line) = await NodeProcess.StartAsync(
            Ready, "azurite/dist/src/blob/main.js", "--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--silent", "--disableTelemetry");
        var address = line[(line.IndexOf(Ready, StringComparison.Ordinal) + Ready.Length)..].Trim();
        return new AzuriteServer(process, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={address}/{Account};");
    }

    public StorageOptions Store(string container) => new() { ConnectionString = connectionString, Container = container };

    public void Dispose() => process.Dispose();
}
