using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using SahelWatch.Storage;

namespace SahelWatch.Catalogue;

/// <summary>
/// A month as it is stored, compressed JSON, and as it is read: the latest event first, and everything that tens of thousands of events have in common
/// (places, outlets, lists of countries, themes and languages) once in memory.
/// </summary>
internal sealed class MonthFile
{
    private const int Version = 1; // the newest that is read here

    private readonly StorageJson _json = new(new JsonSerializerOptions(StorageJson.Readable.Options) { Converters = { new SharedStrings() } });
    private readonly ConcurrentDictionary<CataloguePlace, CataloguePlace> _places = [];
    private readonly ConcurrentDictionary<CatalogueOutlet, CatalogueOutlet> _outlets = [];
    private readonly ConcurrentDictionary<IReadOnlyList<string>, IReadOnlyList<string>> _lists = new(new SameItems());

    /// <exception cref="GarbledException">It is not a month.</exception>
    public CatalogueMonth Read(string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            // From a stream, since buffers of whole months are what would fill the memory.
            using var bytes = MemoryMarshal.TryGetArray(content, out var array)
                ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
                : new MemoryStream(content.ToArray(), writable: false);
            using var zip = new GZipStream(bytes, CompressionMode.Decompress);
            return JsonSerializer.Deserialize(zip, _json.CatalogueMonth) switch
            {
                null => throw new GarbledException(name, "it is not a month of the catalogue."),
                { Version: > Version } => throw new StorageException($"{name} was written by a newer SahelWatch: update this program."),
                var month => month with { Rows = [.. InOrder(month.Rows).Select(Shared)] },
            };
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new GarbledException(name, $"it is not a month of the catalogue ({e.Message}).", e);
        }
    }

    public static ReadOnlyMemory<byte> Write(CatalogueMonth month)
    {
        using var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(zip, month, StorageJson.Readable.CatalogueMonth);
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>The latest first, which is also the order of the months.</summary>
    public static IEnumerable<CatalogueRow> InOrder(IEnumerable<CatalogueRow> rows) =>
        rows.OrderByDescending(r => r.First).ThenBy(r => r.Id.Value, StringComparer.Ordinal);

    private CatalogueRow Shared(CatalogueRow row) => row with
    {
        Places = row.Places.Select(p => _places.GetOrAdd(p, p)).ToArray(),
        Outlets = row.Outlets.Select(o => _outlets.GetOrAdd(o, o)).ToArray(),
        Countries = _lists.GetOrAdd(row.Countries, row.Countries),
        Themes = _lists.GetOrAdd(row.Themes, row.Themes),
        Languages = _lists.GetOrAdd(row.Languages, row.Languages),
    };

    private sealed class SameItems : IEqualityComparer<IReadOnlyList<string>>
    {
        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(IReadOnlyList<string> obj) => obj.Aggregate(0, HashCode.Combine);
    }
}
