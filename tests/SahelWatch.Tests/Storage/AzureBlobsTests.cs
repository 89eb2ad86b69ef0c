using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

[Collection(OneAzurite.Name)]
public sealed class AzureBlobsTests(Azurite azurite) : SharedBlobsContract
{
    private static int _containers;

    protected override StorageOptions Store => field ??= azurite.Store($"contract-{Interlocked.Increment(ref _containers)}");

    [Fact]
    public async Task The_error_for_an_unreachable_account_says_what_to_do()
    {
        var store = new StorageOptions
        { ConnectionString = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;" };

        var failed = await Should.ThrowAsync<StorageException>(() => BlobStore.Open(store).ReadAsync("a.json", CancellationToken.None));

        failed.Message.ShouldStartWith("Could not read a.json in http://127.0.0.1:1/devstoreaccount1/sahelwatch: the account cannot be reached.");
        failed.Message.ShouldContain("start Azurite");
        failed.Message.ShouldNotContain("\n");
    }

    [SkippableFact]
    public async Task The_error_for_a_wrong_key_says_what_to_do()
    {
        var store = azurite.Store("refused");
        store.ConnectionString = store.ConnectionString!.Replace("AccountKey=Eby8", "AccountKey=AAAA", StringComparison.Ordinal);

        var failed = await Should.ThrowAsync<StorageException>(() => BlobStore.Open(store).ReadAsync("a.json", CancellationToken.None));

        failed.Message.ShouldContain("access was denied");
        failed.Message.ShouldContain("Storage Blob Data Contributor");
    }
}
