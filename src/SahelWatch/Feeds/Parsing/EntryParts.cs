using System.Runtime.InteropServices;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// What stands in an entry, and in its news:news and media:group, by name. Refilled for each entry, of which every one is asked for some fifty names and has ten:
/// a bit for each name it has tells most of the others without a look.
/// </summary>
internal sealed class EntryParts
{
    private readonly List<FeedNode> _parts = [];
    private ulong _bits;

    public ReadOnlySpan<FeedNode> All => CollectionsMarshal.AsSpan(_parts);

    /// <summary>What was cut off is left out: half an address or date is a wrong one.</summary>
    /// <returns>Whether anything was.</returns>
    public bool Fill(FeedNode entry)
    {
        var cut = entry.Cut;
        Clear();
        foreach (var child in entry.Children)
        {
            cut |= child.Cut;
            if (child.Name is "news:news" or "media:group")
                _parts.AddRange(child.Children);
            else if (child.Name.Length > 0)
                _parts.Add(child);
        }

        if (_parts.Exists(p => p.Cut))
            cut = _parts.RemoveAll(p => p.Cut) > 0;
        foreach (var part in _parts)
            _bits |= Bit(part.Name);
        return cut;
    }

    public void Clear()
    {
        _parts.Clear();
        _bits = 0;
    }

    /// <summary>In the order of the document.</summary>
    public NamedParts Named(string name) => new((_bits & Bit(name)) == 0 ? [] : All, name);

    private static ulong Bit(string name) => name.Length == 0 ? 0 : 1UL << (((name.Length * 7) + (name[0] * 3) + name[^1]) & 63);
}

/// <summary>The parts of one name, one after the other.</summary>
internal ref struct NamedParts(ReadOnlySpan<FeedNode> parts, string name)
{
    private ReadOnlySpan<FeedNode> _rest = parts;

    public FeedNode Current { get; private set; } = null!;

    public readonly NamedParts GetEnumerator() => this;

    public bool MoveNext()
    {
        for (var i = 0; i < _rest.Length; i++)
        {
            if (_rest[i].Name != name)
                continue;
            Current = _rest[i];
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
