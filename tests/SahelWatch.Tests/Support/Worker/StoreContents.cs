using SahelWatch.Archive;
using SahelWatch.Digests;
using SahelWatch.Domain;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Tests.Support.Worker;

/// <summary>What came of some cycles, in lines that can be held against those of another store.</summary>
internal sealed record StoreContents(IReadOnlyList<string> Articles, IReadOnlyList<string> Stories, IReadOnlyList<string> Digests, IReadOnlyList<string> Mails)
{
    /// <param name="mails">The Message-IDs that its mail server took.</param>
    public static async Task<StoreContents> ReadAsync(StorageOptions storage, IReadOnlyList<string> mails)
    {
        var blobs = BlobStore.Open(storage);
        return new(await ArticlesAsync(blobs), await StoriesAsync(blobs), await DigestsAsync(blobs), [.. mails.Order(StringComparer.Ordinal)]);
    }

    /// <summary>What one store has and the other has not; a mail that was sent twice is a difference too.</summary>
    public IEnumerable<string> DifferencesTo(StoreContents other) =>
        DifferencesOf("article", Articles, other.Articles).Concat(DifferencesOf("story", Stories, other.Stories))
            .Concat(DifferencesOf("digest", Digests, other.Digests)).Concat(DifferencesOf("mail", Mails, other.Mails));

    private static IEnumerable<string> DifferencesOf(string what, IReadOnlyList<string> here, IReadOnlyList<string> there)
    {
        var counts = there.CountBy(line => line).ToDictionary();
        return here.CountBy(line => line).Where(line => counts.GetValueOrDefault(line.Key) != line.Value)
            .Select(line => $"{what} {line.Key}: {line.Value} here, {counts.GetValueOrDefault(line.Key)} there")
            .Concat(there.Except(here).Select(line => $"{what} {line}: only there"));
    }

    private static async Task<List<string>> ArticlesAsync(IBlobs blobs)
    {
        var store = new ArticleStore(blobs);
        var lines = new List<string>();
        await foreach (var page in blobs.ListAsync("articles/", null, CancellationToken.None))
            lines.AddRange((await store.ReadPageAsync(page, CancellationToken.None)).OfType<Article>().Select(a => $"{a.Id} {a.Title}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The reports of each story. Its id is that of the report grouped first: of two shards that are polled at once, either may be first.</summary>
    private static async Task<List<string>> StoriesAsync(IBlobs blobs)
    {
        var store = new StoryStore(blobs);
        var lines = new List<string>();
        await foreach (var name in blobs.ListAsync("stories/", null, CancellationToken.None))
        {
            var story = (await store.ReadAsync(new StoryId(Path.GetFileNameWithoutExtension(name)), CancellationToken.None))!.Value;
            if (story.MergedInto is null)
                lines.Add(string.Join(' ', story.Reports.Select(r => $"{r.Article}").Order(StringComparer.Ordinal)));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The headlines of each digest; stories that rank alike are in the order of their ids.</summary>
    private static async Task<List<string>> DigestsAsync(IBlobs blobs)
    {
        var lines = new List<string>();
        await foreach (var name in blobs.ListAsync("digests/", null, CancellationToken.None))
        {
            if (name.EndsWith(".json", StringComparison.Ordinal))
                lines.Add($"{name}: {string.Join(" | ", DigestJson.Read((await blobs.ReadAsync(name, CancellationToken.None))!.Content).Stories.Select(s => s.Headline.Text).Order(StringComparer.Ordinal))}");
        }

        return lines;
    }
}
