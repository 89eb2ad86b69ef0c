using System.Collections.Concurrent;
using SahelWatch.Digests;
using SahelWatch.Storage;

namespace SahelWatch.Web.Front;

/// <summary>A digest in a list of them.</summary>
/// <param name="Headlines">Its top stories.</param>
public sealed record DigestNote(string Edition, string Key, DateOnly Date, int Stories, IReadOnlyList<DigestStory> Headlines);

/// <summary>Reads the stored digests for the pages. Remembers what lists of them show, since a list is of a month and digests never change.</summary>
internal sealed class DigestShelf(Stores stores)
{
    private const int Remembered = 500; // summaries of digests, a kilobyte or two each
    private const int MostHeadlines = 3;

    private readonly ConcurrentDictionary<(string Edition, string Key), DigestNote> _notes = new();

    /// <summary>The keys of an edition's digests, oldest first; only names, a few hundred a year.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string edition, CancellationToken cancellationToken) =>
        await stores.Blobs.ListAsync(BlobNames.Digests(edition), after: null, cancellationToken).Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name)).Where(key => DateOf(key) is not null).ToListAsync(cancellationToken);

    public static DateOnly? DateOf(string key) =>
        DateOnly.TryParseExact(key.AsSpan(0, Math.Min(10, key.Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : null;

    /// <summary>Null if there is no such digest or it is unreadable.</summary>
    public async Task<Digest?> ReadAsync(string edition, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await stores.Digests.ReadAsync(edition, key, cancellationToken);
        }
        catch (GarbledException)
        {
            return null; // the next digest run quarantines it
        }
    }

    public async Task<IReadOnlyList<DigestNote>> NotesAsync(string edition, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var notes = new List<DigestNote>();
        foreach (var key in keys)
        {
            if (!_notes.TryGetValue((edition, key), out var note) && await ReadAsync(edition, key, cancellationToken) is { } digest)
            {
                note = new(edition, key, digest.Date, digest.Stories.Count, [.. digest.Stories.Take(MostHeadlines)]);
                if (_notes.Count >= Remembered)
                    _notes.Clear();
                _notes[(edition, key)] = note;
            }

            if (note is not null)
                notes.Add(note);
        }

        return notes;
    }
}
