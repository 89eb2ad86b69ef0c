using System.Text.Json;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Stories;

/// <summary>Reads the stories for people: those of late, and one to be explained.</summary>
public sealed class StoryArchive
{
    private readonly Stores _stores;
    private readonly StoryOptions _options;
    private readonly TimeProvider _clock;

    internal StoryArchive(Stores stores, StoryOptions options, TimeProvider clock) => (_stores, _options, _clock) = (stores, options, clock);

    /// <summary>The stories that changed since, the latest reported first; those merged into others are left out.</summary>
    public async Task<IReadOnlyList<Story>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
    [
        .. (await _stores.Stories.ChangedAsync(since, _clock.GetUtcNow(), cancellationToken)).Where(s => s.MergedInto is null)
            .OrderByDescending(s => s.LastReported).ThenBy(s => s.Id.Value, StringComparer.Ordinal),
    ];

    /// <summary>The story of this id, or the one of the window that holds the article of this id; null where there is neither.</summary>
    public async Task<Story?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await _stores.Stories.ReadAsync(new StoryId(id), cancellationToken))?.Value
        ?? (await SinceAsync(_clock.GetUtcNow() - _options.Window, cancellationToken)).FirstOrDefault(s => s.Reports.Any(r => r.Article.Value == id));

    public StoryLife LifeOf(Story story) => StoryLives.At(story, _clock.GetUtcNow(), _options);

    /// <summary>The story as it is stored, on one line.</summary>
    public static string Json(Story story) => JsonSerializer.Serialize(story, StorageJson.Readable.Story);
}
