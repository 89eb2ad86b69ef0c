using System.Text;
using SahelWatch.Articles;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// What both readers of XML write into: builds one entry at a time, turns it into a <see cref="FeedEntry"/> when it closes and forgets its elements,
/// so that a long feed costs no more than its longest entry and what stands around the entries.
/// </summary>
internal sealed class FeedTree(Uri? url, ProblemList problems)
{
    private readonly Dictionary<(string Space, string Local), string> _names = new(new QuickHash());
    private readonly Stack<FeedNode> _open = new();
    private readonly StringBuilder _runs = new();
    private string? _run;
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

    /// <summary>Elements whose name was not among the first so many.</summary>
    public int NamesMadeUp { get; private set; }

    public void Open(string space, string local, List<FeedAttribute> attributes)
    {
        Flush(closing: false);
        if (_open.Count >= FeedLimits.Depth)
        {
            _tooDeep++;
            problems.Add("Elements are nested too deeply; the deepest were flattened.");
            return;
        }

        var parent = _open.Count > 0 ? _open.Peek() : null;
        var node = new FeedNode
        {
            Name = NameOf(space, local),
            Attributes = attributes,
            Base = BaseOf(attributes, parent),
            Language = Value(attributes, "xml:lang") ?? parent?.Language,
        };
        Root ??= node;
        if (Space.Length == 0 || parent?.Name == "rdf:rdf")
            Space = space;
        _open.Push(node);
        if (_entry is null && IsEntry(node))
            (_entry, _nodes) = (node, 0);
    }

    /// <summary>May be called several times for one run of text.</summary>
    public void Text(string text)
    {
        if (_run is null)
        {
            _run = text;
            return;
        }

        if (_runs.Length == 0)
            _runs.Append(_run);
        _runs.Append(text);
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
        while (_open.Count > 0 || _tooDeep > 0)
            Close();
    }

    private void Add(FeedNode parent, FeedNode child)
    {
        if (_entry is null ? _channelNodes++ < FeedLimits.ChannelNodes : _nodes++ < FeedLimits.EntryNodes)
            parent.Add(child);
        else
            problems.Add("A part of the feed has more elements than anybody writes; the rest of it was left out.");
    }

    private void Finish(FeedNode node)
    {
        if (Entries.Count >= FeedLimits.Entries)
        {
            problems.Add($"The feed has more than {FeedLimits.Entries} entries; the rest was left out.");
            return;
        }

        // In RSS 0.90 and 1.0 the entries stand beside the channel and not in it.
        var around = _open.TryPeek(out var parent) && parent.Name is "rdf:rdf" or "rss" ? parent.Child("channel") : parent;
        if (EntryAdapter.Read(node, around, problems) is { } entry)
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

    private Uri? BaseOf(List<FeedAttribute> attributes, FeedNode? parent)
    {
        var outer = parent is null ? url : parent.Base;
        return Value(attributes, "xml:base") is { } given && _bases++ < FeedLimits.Bases && FeedLinks.Resolve(given, outer) is { } resolved ? resolved : outer;
    }

    private static string? Value(List<FeedAttribute> attributes, string name)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name == name)
                return attributes[i].Value;
        }

        return null;
    }

    /// <summary>A text alone is kept in its element; among elements it is a child in its place.</summary>
    private void Flush(bool closing)
    {
        if (_run is null)
            return;
        var run = _runs.Length == 0 ? _run : _runs.ToString();
        _run = null;
        _runs.Clear();
        if (!_open.TryPeek(out var node))
            return;
        if (closing && node.Children.Count == 0)
            node.Run = run;
        else if (_entry is not null || !string.IsNullOrWhiteSpace(run))
            Add(node, new FeedNode { Name = "", Run = run });
    }

    /// <summary>Names come by the dozen and differ in length or at their ends; equality settles the rest.</summary>
    private sealed class QuickHash : IEqualityComparer<(string Space, string Local)>
    {
        public bool Equals((string Space, string Local) x, (string Space, string Local) y) => x.Local == y.Local && x.Space == y.Space;

        public int GetHashCode((string Space, string Local) name) =>
            name.Local.Length == 0 ? 0 : (name.Space.Length << 24) ^ (name.Local.Length << 16) ^ (name.Local[0] << 8) ^ name.Local[^1];
    }
}
