using SahelWatch.Archive;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;

namespace SahelWatch;

/// <summary>The stores of one run, over one counted store of blobs.</summary>
internal sealed class Stores(CountingBlobs blobs)
{
    public IBlobs Blobs => blobs;

    /// <summary>Asked for so far.</summary>
    public BlobOperations Operations => blobs.Operations;

    public ArticleStore Articles { get; } = new(blobs);

    public FeedStateStore FeedStates { get; } = new(blobs);

    public StoryStore Stories { get; } = new(blobs);

    public IndexStore Index { get; } = new(blobs);

    public DigestArchive Digests { get; } = new(blobs);
}
