using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

/// <summary>The store that many tests use must itself satisfy the contract.</summary>
public sealed class MemoryBlobsTests : BlobsContract
{
    protected override IBlobs Open() => new MemoryBlobs();
}
