using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

/// <summary>The store that many tests run on must itself keep the contract.</summary>
public sealed class MemoryBlobsTests : BlobsContract
{
    protected override IBlobs Open() => new MemoryBlobs();
}
