using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Language.Gazetteer;

/// <summary>The gazetteer: finds entries by id, what contains them, and their names in a text. Immutable.</summary>
public sealed partial class EntrySet
{
    private const string Folder = "SahelWatch.Language.Gazetteer.Data.";

    private static readonly Lazy<EntrySet> LazyShipped = new(() => new([.. ReadShipped().Select(e => e.Entry)]));

    private readonly Dictionary<string, GazetteerEntry> _byId;
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _ancestors = new(StringComparer.Ordinal);
    private readonly Lazy<PhraseIndex<EntryName>> _names;

    /// <param name="entries">Already checked by <see cref="EntryChecks"/>.</param>
    private EntrySet(IReadOnlyCollection<GazetteerEntry> entries)
    {
        _byId = entries.ToDictionary(e => e.Id, StringComparer.Ordinal);
        _names = new(() => new PhraseIndex<EntryName>(Entries.SelectMany(EntryName.PhrasesOf)));
    }

    public static EntrySet Shipped => LazyShipped.Value;

    public IReadOnlyCollection<GazetteerEntry> Entries => _byId.Values;

    public GazetteerEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Whether the outer entry contains the inner one, at any depth; false for the same entry.</summary>
    public bool Contains(string outerId, string innerId) => _byId.ContainsKey(innerId) && AncestorsOf(innerId).Contains(outerId);

    /// <summary>The countries that an entry is in: its own, else those of its containers.</summary>
    public IReadOnlyList<string> IsoOf(GazetteerEntry entry) => entry.Iso.Count > 0 ? entry.Iso
        : [.. AncestorsOf(entry.Id).SelectMany(id => _byId[id].Iso).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// The name to show in a language (en, fr, ar), else in English, French or any other, without a qualifier that only disambiguates it ("town of Bol"); the
    /// id itself if it is unknown.
    /// </summary>
    public string Name(string id, string language) => Find(id) is not { } entry ? id
        : Qualifier().Replace((entry.Names.GetValueOrDefault(language)
            ?? entry.Names.GetValueOrDefault("en") ?? entry.Names.GetValueOrDefault("fr") ?? entry.Names.Values.First())[0], "");

    /// <summary>The names found in a text, in order: whole words, the longest if several start together. Ambiguous names are marked, not judged.</summary>
    public IReadOnlyList<EntryHit> Scan(string text)
    {
        var folded = FoldedText.Of(text);
        var hits = new List<PhraseHit<EntryName>>();
        _names.Value.Scan(folded, hits);
        return [.. from hit in hits
                   where !hit.Value.IsDecoy
                   let at = folded.Locate(hit.Start, hit.Length)
                   select new EntryHit(hit.Value.Entry!, at.Start, at.Length, hit.Value.IsPeople, hit.Value.Doubt is not null)];
    }

    /// <exception cref="InvalidFileException">The files are invalid, for example a duplicate id or name, or a container that does not exist.</exception>
    public static EntrySet Load(IEnumerable<string> paths) => Checked([.. paths.SelectMany(path =>
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return EntryReader.Read(path, reader);
    })]);

    /// <summary>The shipped entries and those of a file. An entry with the id of a shipped one replaces it, but keeps its position and administrative units.
    /// </summary>
    /// <exception cref="InvalidFileException">As for <see cref="Load"/>.</exception>
    public static EntrySet ShippedWith(string yaml, string name)
    {
        using var reader = new StringReader(yaml);
        var own = EntryReader.Read(name, reader);
        var shipped = ReadShipped();
        var replaced = shipped.Where(e => own.Any(o => o.Entry.Id == e.Entry.Id)).ToDictionary(e => e.Entry.Id, e => e.Entry, StringComparer.Ordinal);
        return Checked([.. shipped.Where(e => !replaced.ContainsKey(e.Entry.Id)), .. own.Select(o => replaced.TryGetValue(o.Entry.Id, out var place)
            ? o with { Entry = o.Entry with { Position = place.Position, Admin1 = place.Admin1, Admin2 = place.Admin2 } }
            : o)]);
    }

    /// <exception cref="InvalidFileException">As for <see cref="Load"/>.</exception>
    internal static EntrySet Checked(IReadOnlyList<SourcedEntry> entries)
    {
        EntryChecks.Check(entries);
        return new([.. entries.Select(e => e.Entry)]);
    }

    /// <summary>The shipped entries: those written by hand and the table of places. A test checks them, so that loading need not.</summary>
    internal static IReadOnlyList<SourcedEntry> ReadShipped()
    {
        using var places = Resource(PlaceTable.File);
        return PlaceTable.Merge(ReadWritten(), places);
    }

    /// <summary>Only the shipped entries written by hand, as a baseline for measuring the cost of the table of places.</summary>
    internal static EntrySet WithoutPlaces() => new([.. ReadWritten().Select(e => e.Entry)]);

    private static IEnumerable<SourcedEntry> ReadWritten() => typeof(EntrySet).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .SelectMany(name =>
        {
            var file = name[Folder.Length..];
            using var reader = Resource(file);
            return EntryReader.Read(file, reader);
        });

    private static StreamReader Resource(string file) => new(typeof(EntrySet).Assembly.GetManifestResourceStream(Folder + file)!, Encoding.UTF8);

    private IReadOnlySet<string> AncestorsOf(string id) => _ancestors.GetOrAdd(id, Ancestors);

    private HashSet<string> Ancestors(string id)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add(id);
        return found;

        void Add(string inner)
        {
            foreach (var outer in _byId[inner].In.Where(found.Add))
                Add(outer);
        }
    }

    [GeneratedRegex("^(?:town of |ville (?:de |d[’'])|مدينة |بلدة |قرية |حي )")]
    private static partial Regex Qualifier();
}
