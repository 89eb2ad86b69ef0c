using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

[Collection(OneAzurite.Name)]
public sealed class AzureBlobsTests(Azurite azurite) : BlobsContract
{
    private static int _containers;

    protected override IBlobs Blobs => field ??= azurite.NewStore($"contract-{Interlocked.Increment(ref _containers)}");
}
