using System.Runtime.CompilerServices;
using SahelWatch.Articles;

namespace SahelWatch.Storage;

/// <summary>The articles that polls stored, in the order they were stored: the change feed that grouping reads. Entries are written once.</summary>
public sealed class JournalStore(IBlobs blobs)
{
    /// <summary>
    /// How far behind the newest entry another one may still turn up: pollers write at once, from machines whose clocks differ, and a write may take its time.
    /// Entries of this stretch are remembered by name instead of by time.
    /// </summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    private readonly JsonBlobs<JournalEntry> _entries = new(blobs, StorageJson.Readable.JournalEntry, version: 1, entry => entry.Version);
    private readonly JsonBlobs<JournalCursor> _cursor = new(blobs, StorageJson.Readable.JournalCursor, version: 1, cursor => cursor.Version);

    /// <summary>Notes the articles as stored or updated at <paramref name="now"/>. Writes nothing where there are none.</summary>
    public async Task AppendAsync(IReadOnlyList<ArticleId> articles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (articles.Count == 0)
            return;
        var entry = new JournalEntry { Time = now, Articles = articles };
        for (var n = 0; await _entries.CreateAsync(BlobNames.Journal(now, n), entry, cancellationToken) is null; n++)
        {
            // Another poll wrote within the same millisecond: take the next number.
        }
    }

    /// <summary>Null before grouping ran for the first time: begin with <see cref="JournalCursor.At"/>.</summary>
    public Task<Stored<JournalCursor>?> ReadCursorAsync(CancellationToken cancellationToken) => _cursor.ReadAsync(BlobNames.JournalCursor, cancellationToken);

    /// <summary>Moves the cursor; do it last. False where another grouping run moved it first.</summary>
    /// <param name="etag">Of the cursor as read; null where there was none.</param>
    public async Task<bool> SaveCursorAsync(JournalCursor cursor, string? etag, CancellationToken cancellationToken) =>
        await _cursor.SaveAsync(BlobNames.JournalCursor, cursor, etag, cancellationToken) is not null;

    /// <summary>What was appended and not read yet, in order, and the cursor to save once it is dealt with.</summary>
    public async Task<JournalReading> ReadSinceAsync(JournalCursor cursor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = cursor.Reached - Margin;
        var names = new List<string>();
        for (var day = BlobNames.DayOf(from); day <= BlobNames.DayOf(now + Margin); day = day.AddDays(1))
        {
            await foreach (var name in blobs.ListAsync(BlobNames.JournalDay(day), after: null, cancellationToken))
            {
                if (BlobNames.TimeIn(name) >= from)
                    names.Add(name);
            }
        }

        var seen = cursor.Seen.ToHashSet(StringComparer.Ordinal);
        var fresh = names.FindAll(name => !seen.Contains(name));
        var entries = await _entries.ReadManyAsync(fresh, cancellationToken);
        var reached = names.Count == 0 ? cursor.Reached : Later(cursor.Reached, BlobNames.TimeIn(names[^1]));
        var next = new JournalCursor { Reached = reached, Seen = names.FindAll(name => BlobNames.TimeIn(name) >= reached - Margin) };
        return new JournalReading([.. entries.SelectMany(e => e.Value.Articles).Distinct()], next);
    }

    /// <summary>The articles stored or updated on a day (UTC), in order; an article may come twice.</summary>
    public async IAsyncEnumerable<ArticleId> DayAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await blobs.ListAsync(BlobNames.JournalDay(day), after: null, cancellationToken).ToListAsync(cancellationToken);
        foreach (var entry in await _entries.ReadManyAsync(names, cancellationToken))
        {
            foreach (var id in entry.Value.Articles)
                yield return id;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>The articles that one poll stored or updated.</summary>
public sealed record JournalEntry
{
    public int Version { get; init; } = 1;

    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<ArticleId> Articles { get; init; }
}

/// <summary>How far the journal has been read.</summary>
public sealed record JournalCursor
{
    public int Version { get; init; } = 1;

    /// <summary>The time of the latest entry read.</summary>
    public required DateTimeOffset Reached { get; init; }

    /// <summary>The names of entries read whose time is so recent that others may still turn up before them.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    public static JournalCursor At(DateTimeOffset time) => new() { Reached = time };
}

/// <param name="Articles">New or updated, each once, in order of the journal.</param>
/// <param name="Next">The cursor to save when they are dealt with.</param>
public sealed record JournalReading(IReadOnlyList<ArticleId> Articles, JournalCursor Next);
