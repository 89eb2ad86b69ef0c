using System.Text.Json;
using SahelWatch.Storage;

namespace SahelWatch.Stories;

/// <summary>Reads stories for display: recent ones, and a single one to explain.</summary>
public sealed class StoryArchive
{
    private readonly Stores _stores;
    private readonly StoryOptions _options;
    private readonly TimeProvider _clock;

    internal StoryArchive(Stores stores, StoryOptions options, TimeProvider clock) => (_stores, _options, _clock) = (stores, options, clock);

    /// <summary>The stories that changed since then, newest report first, without those merged into others.</summary>
    public async Task<IReadOnlyList<Story>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
    [
        .. (await _stores.Stories.ChangedAsync(since, _clock.GetUtcNow(), cancellationToken)).Where(s => s.MergedInto is null)
            .OrderByDescending(s => s.LastReported).ThenBy(s => s.Id.Value, StringComparer.Ordinal),
    ];

    /// <summary>The story with this id, or the recent story that contains the article with this id; null if there is neither.</summary>
    public async Task<Story?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await _stores.Stories.ReadAsync(new StoryId(id), cancellationToken))?.Value
        ?? (await SinceAsync(_clock.GetUtcNow() - _options.Window, cancellationToken)).FirstOrDefault(s => s.Reports.Any(r => r.Article.Value == id));

    public StoryLife LifeOf(Story story) => StoryLives.At(story, _clock.GetUtcNow(), _options);

    /// <summary>The stored story as a line of JSON.</summary>
    public static string Json(Story story) => JsonSerializer.Serialize(story, StorageJson.Readable.Story);
}
