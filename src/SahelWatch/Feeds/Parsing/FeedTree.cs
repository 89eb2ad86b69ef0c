using SahelWatch.Domain;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// What both readers of XML write into: builds one entry at a time, turns it into a <see cref="FeedEntry"/> when it closes and forgets its elements,
/// so that a long feed costs no more than its longest entry and what stands around the entries.
/// </summary>
internal sealed class FeedTree(Uri? url, ProblemList problems) : IDisposable
{
    /// <summary>Said of each entry that is left out, which may be a million.</summary>
    private static readonly string TooMany = $"The feed has more than {FeedLimits.Entries} entries; the rest was left out.";

    private readonly Dictionary<(string Space, string Local), string> _names = new(new QuickHash());
    private readonly Stack<FeedNode> _open = new();
    private readonly TextBuffer _text = new();
    private readonly SpareNodes _spare = new();
    private readonly EntryAdapter _adapter = new(problems);
    private bool _isInRun;
    private string? _rootSpace;
    private Dictionary<string, string>? _mistyped;
    private FeedNode? _entry;
    private int _nodes;
    private int _channelNodes;
    private int _bases;
    private int _tooDeep;

    /// <summary>The outermost element; null where the document has none.</summary>
    public FeedNode? Root { get; private set; }

    /// <summary>The namespace of the outermost element, or of what stands in rdf:RDF: tells the versions of RSS 1.0 and Atom apart.</summary>
    public string Space { get; private set; } = "";

    public List<FeedEntry> Entries { get; } = [];

    /// <summary>To be called for each prefix before the element that declares it is opened.</summary>
    public void Declare(string prefix, string space)
    {
        if (FeedNames.Mistyped(prefix, space) is { } meant)
            (_mistyped ??= new(StringComparer.Ordinal)).TryAdd(space, meant);
    }

    /// <summary>There are more entries than are kept: the rest of the document is better not read.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Elements whose name was not among the first so many.</summary>
    public int NamesMadeUp { get; private set; }

    public void Open(string space, string local, ReadOnlySpan<FeedAttribute> attributes)
    {
        string? name = null;
        Open(space, local, attributes, ref name);
    }

    /// <param name="name">The element's canonical name where the caller knows it from the last time; made here where that is null.</param>
    public void Open(string space, string local, ReadOnlySpan<FeedAttribute> attributes, ref string? name)
    {
        Flush(closing: false);
        if (_open.Count >= FeedLimits.Depth)
        {
            _tooDeep++;
            problems.Add("Elements are nested too deeply; the deepest were flattened.");
            return;
        }

        var parent = _open.Count > 0 ? _open.Peek() : null;
        var node = _spare.Take();
        node.Name = name ??= NameOf(space, local);
        node.Attributes = attributes;
        node.Base = BaseOf(attributes, parent);
        node.Language = Value(attributes, "xml:lang") ?? parent?.Language;
        Root ??= node;
        if (Space.Length == 0 || parent?.Name == "rdf:rdf")
            Space = space;
        _open.Push(node);
        if (_entry is null && IsEntry(node))
            (_entry, _nodes) = (node, 0);
    }

    /// <summary>May be called several times for one run of text.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        _isInRun = true;
        _text.Append(text);
    }

    /// <returns>False where it is not UTF-8; the tree is to be thrown away then.</returns>
    public bool TryText(ReadOnlySpan<byte> text)
    {
        _isInRun = true;
        return _text.TryAppend(text);
    }

    /// <summary>White space between tags: layout around the parts of an entry, but the space between two words within them.</summary>
    public void Blank()
    {
        if (_entry is not null && _open.Peek() != _entry)
            Text(" ");
    }

    public void Close()
    {
        Flush(closing: _tooDeep == 0);
        if (_tooDeep > 0)
        {
            _tooDeep--;
            return;
        }

        var node = _open.Pop();
        if (node == _entry)
        {
            _entry = null;
            Finish(node);
            if (node == Root)
                return;
            _spare.GiveBack(node);
            _text.Forget();
        }
        else if (_open.TryPeek(out var parent))
        {
            Add(parent, node);
        }
    }

    /// <summary>The document ended here, in the middle of what is open; the innermost element lost a part of its text.</summary>
    public void CutHere()
    {
        if (_open.TryPeek(out var node))
            node.Cut = true;
        Stop();
    }

    /// <summary>Nothing more is read: closes what is open.</summary>
    public void Stop()
    {
        while (_open.Count > 0 || _tooDeep > 0)
            Close();
    }

    /// <summary>Gives back what was borrowed to read; what was read stays good.</summary>
    public void Dispose() => _text.Dispose();

    private void Add(FeedNode parent, FeedNode child)
    {
        if (_entry is null ? _channelNodes++ < FeedLimits.ChannelNodes : _nodes++ < FeedLimits.EntryNodes)
        {
            parent.Add(child);
            return;
        }

        problems.Add("A part of the feed has more elements than anybody writes; the rest of it was left out.");
        _spare.GiveBack(child);
    }

    private void Finish(FeedNode node)
    {
        if (Entries.Count >= FeedLimits.Entries)
        {
            problems.Add(TooMany);
            IsFull = true;
            return;
        }

        // In RSS 0.90 and 1.0 the entries stand beside the channel and not in it.
        var around = _open.TryPeek(out var parent) && parent.Name is "rdf:rdf" or "rss" ? parent.Child("channel") : parent;
        if (_adapter.Read(node, around) is { } entry)
            Entries.Add(entry);
    }

    private bool IsEntry(FeedNode node) => node.Name switch
    {
        "item" or "entry" or "atom:entry" => true,
        "url" => Root?.Name == "urlset",
        _ => false,
    };

    /// <summary>A feed whose outermost element lies in an unknown namespace means RSS or Atom all the same.</summary>
    private string NameOf(string space, string local)
    {
        (space, local) = (Cut(space), Cut(local));
        // RSS 2.0 has no namespace: an rss element in that of Atom is a mistake, too.
        if (Root is null && (local.Equals("rss", StringComparison.OrdinalIgnoreCase) || FeedNames.Canonical(space, local).StartsWith("?:", StringComparison.Ordinal)))
            _rootSpace = space;
        if (space == _rootSpace)
            space = "";
        if (_names.TryGetValue((space, local), out var name))
            return name;
        name = FeedNames.Canonical(_mistyped?.GetValueOrDefault(space) ?? space, local);
        // Whoever makes up names by the thousand makes them collide as well: see QuickHash.
        if (_names.Count < FeedLimits.Names)
            _names[(space, local)] = name;
        else
            NamesMadeUp++;
        return name;
    }

    private static string Cut(string name) => name.Length <= FeedLimits.Name ? name : name[..FeedLimits.Name];

    private Uri? BaseOf(ReadOnlySpan<FeedAttribute> attributes, FeedNode? parent)
    {
        var outer = parent is null ? url : parent.Base;
        return Value(attributes, "xml:base") is { } given && _bases++ < FeedLimits.Bases && FeedLinks.Resolve(given, outer) is { } resolved ? resolved : outer;
    }

    private static string? Value(ReadOnlySpan<FeedAttribute> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name == name)
                return attribute.Value;
        }

        return null;
    }

    /// <summary>A text alone is kept in its element; among elements it is a child in its place.</summary>
    private void Flush(bool closing)
    {
        if (!_isInRun)
            return;
        _isInRun = false;
        if (_open.TryPeek(out var node) && closing && node.Children.Count == 0)
        {
            node.Run = Taken();
        }
        else if (node is not null && (_entry is not null || !_text.Run.IsWhiteSpace()))
        {
            var text = _spare.Take();
            text.Run = Taken();
            Add(node, text);
        }

        _text.Drop();
    }

    /// <summary>Text of an entry is read and forgotten when the entry closes; all else has to last.</summary>
    private ReadOnlyMemory<char> Taken() => _entry is null || _entry == Root ? _text.Run.ToString().AsMemory() : _text.Take();

    /// <summary>Names come by the dozen and differ in length or at their ends; equality settles the rest.</summary>
    private sealed class QuickHash : IEqualityComparer<(string Space, string Local)>
    {
        public bool Equals((string Space, string Local) x, (string Space, string Local) y) => x.Local == y.Local && x.Space == y.Space;

        public int GetHashCode((string Space, string Local) name) =>
            name.Local.Length == 0 ? 0 : (name.Space.Length << 24) ^ (name.Local.Length << 16) ^ (name.Local[0] << 8) ^ name.Local[^1];
    }
}
