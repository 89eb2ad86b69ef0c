using SahelWatch.Alerts;
using SahelWatch.Archive;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;

namespace SahelWatch;

/// <summary>The stores of one run, which share one counting blob store.</summary>
/// <param name="shards">See <see cref="Settings.SahelWatchOptions.Shards"/>.</param>
internal sealed class Stores(CountingBlobs blobs, int shards = 1)
{
    public IBlobs Blobs => blobs;

    public int Shards => shards;

    /// <summary>The operations so far.</summary>
    public BlobOperations Operations => blobs.Operations;

    /// <summary>The number of blobs quarantined so far (<see cref="Quarantine"/>).</summary>
    public int SetAside => blobs.SetAside.Count;

    /// <summary>The names of the blobs quarantined since then.</summary>
    public IReadOnlyList<string> SetAsideSince(int before) => [.. blobs.SetAside.Skip(before).Distinct(StringComparer.Ordinal)];

    public ArticleStore Articles { get; } = new(blobs);

    public FeedStateStore FeedStates { get; } = new(blobs, shards);

    public StoryStore Stories { get; } = new(blobs);

    public IndexStore Index { get; } = new(blobs);

    public DigestArchive Digests { get; } = new(blobs);

    public AlertStore Alerts { get; } = new(blobs);
}
