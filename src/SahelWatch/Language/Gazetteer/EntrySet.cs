using System.Collections.Frozen;
using System.Text;

namespace SahelWatch.Language.Gazetteer;

/// <summary>The gazetteer: entries by id, what contains what, and where their names stand in a text. Immutable.</summary>
public sealed class EntrySet
{
    private static readonly Lazy<EntrySet> LazyShipped = new(LoadShipped);

    private readonly FrozenDictionary<string, GazetteerEntry> byId;
    private readonly FrozenDictionary<string, FrozenSet<string>> ancestors;
    private readonly Lazy<PhraseIndex<EntryName>> names;

    /// <exception cref="GazetteerException">An id or name given twice, or a container that does not exist.</exception>
    internal EntrySet(IReadOnlyList<SourcedEntry> entries)
    {
        EntryChecks.Check(entries);
        byId = entries.ToFrozenDictionary(e => e.Entry.Id, e => e.Entry, StringComparer.Ordinal);
        ancestors = byId.Keys.ToFrozenDictionary(id => id, id => Ancestors(id).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
        names = new(() => new PhraseIndex<EntryName>(Entries.SelectMany(EntryName.PhrasesOf)));
    }

    /// <summary>The gazetteer that comes with SahelWatch.</summary>
    public static EntrySet Shipped => LazyShipped.Value;

    public IReadOnlyList<GazetteerEntry> Entries => byId.Values;

    /// <summary>The entry; null where the id is unknown.</summary>
    public GazetteerEntry? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Whether the outer entry contains the inner one, at any depth. Nothing contains itself.</summary>
    public bool Contains(string outerId, string innerId) => ancestors.TryGetValue(innerId, out var outer) && outer.Contains(outerId);

    /// <summary>The countries an entry lies or acts in: its own, else those of what contains it.</summary>
    public IReadOnlyList<string> IsoOf(GazetteerEntry entry) => entry.Iso.Count > 0 ? entry.Iso
        : [.. ancestors[entry.Id].SelectMany(id => byId[id].Iso).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The name to show in a language (en, fr, ar), the English or else any name where there is none; the id where it is unknown.</summary>
    public string Name(string id, string language) => Find(id) is not { } entry ? id
        : (entry.Names.GetValueOrDefault(language) ?? entry.Names.GetValueOrDefault("en") ?? entry.Names.GetValueOrDefault("fr") ?? entry.Names.Values.First())[0];

    /// <summary>The names found in a text, in order: whole words, the longest where several start together. Not judged: an ambiguous one says so.</summary>
    public IReadOnlyList<EntryHit> Scan(string text)
    {
        var folded = FoldedText.Of(text);
        var hits = new List<PhraseHit<EntryName>>();
        names.Value.Scan(folded, hits);
        return [.. from hit in hits
                   where !hit.Value.IsDecoy
                   let at = folded.Locate(hit.Start, hit.Length)
                   select new EntryHit(hit.Value.Entry!, at.Start, at.Length, hit.Value.IsPeople, hit.Value.IsAmbiguous)];
    }

    /// <exception cref="GazetteerException">The file, line and what is wrong.</exception>
    public static EntrySet Load(IEnumerable<string> paths) => new([.. paths.SelectMany(path =>
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return EntryReader.Read(path, reader);
    })]);

    private static EntrySet LoadShipped()
    {
        const string folder = "SahelWatch.Language.Gazetteer.Data.";
        var assembly = typeof(EntrySet).Assembly;
        return new([.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(resource =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            return EntryReader.Read(resource[folder.Length..], reader);
        })]);
    }

    private HashSet<string> Ancestors(string id)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(byId[id].In);
        while (open.TryPop(out var outer))
        {
            if (found.Add(outer))
            {
                foreach (var next in byId[outer].In)
                    open.Push(next);
            }
        }

        return found;
    }
}
