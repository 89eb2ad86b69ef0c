using System.Text;
using SahelWatch.Articles;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// What both readers of XML write into: builds one entry at a time, turns it into a <see cref="FeedEntry"/> when it closes and forgets its elements,
/// so that a long feed costs no more than its longest entry and what stands around the entries.
/// </summary>
internal sealed class FeedTree(Uri? url, ProblemList problems)
{
    private readonly Dictionary<(string Space, string Local), string> _names = [];
    private readonly Stack<FeedNode> _open = new();
    private readonly StringBuilder _runs = new();
    private string? _run;
    private string? _rootSpace;
    private FeedNode? _entry;
    private int _tooDeep;

    /// <summary>The outermost element; null where the document has none.</summary>
    public FeedNode? Root { get; private set; }

    /// <summary>The namespace of the outermost element, or of what stands in rdf:RDF: tells the versions of RSS 1.0 and Atom apart.</summary>
    public string Space { get; private set; } = "";

    public List<FeedEntry> Entries { get; } = [];

    public void Open(string space, string local, IReadOnlyList<FeedAttribute> attributes)
    {
        Flush();
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
            _entry = node;
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

    public void Close()
    {
        Flush();
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
            parent.Add(node);
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

    private void Finish(FeedNode node)
    {
        if (Entries.Count >= FeedLimits.Entries)
        {
            problems.Add($"The feed has more than {FeedLimits.Entries} entries; the rest was left out.");
            return;
        }

        var outer = _open.TryPeek(out var parent) ? parent : null;
        var around = outer is { Name: "channel" } ? outer : Root?.Child("channel") ?? outer;
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
        if (Root is null && FeedNames.Canonical(space, local).StartsWith("?:", StringComparison.Ordinal))
            _rootSpace = space;
        if (space == _rootSpace)
            space = "";
        if (!_names.TryGetValue((space, local), out var name))
            _names[(space, local)] = name = FeedNames.Canonical(space, local);
        return name;
    }

    private Uri? BaseOf(IReadOnlyList<FeedAttribute> attributes, FeedNode? parent)
    {
        var outer = parent is null ? url : parent.Base;
        return Value(attributes, "xml:base") is { } given && FeedLinks.Resolve(given, outer) is { } resolved ? resolved : outer;
    }

    private static string? Value(IReadOnlyList<FeedAttribute> attributes, string name)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name == name)
                return attributes[i].Value;
        }

        return null;
    }

    private void Flush()
    {
        if (_run is null)
            return;
        var run = _runs.Length == 0 ? _run : _runs.ToString();
        _run = null;
        _runs.Clear();
        if (_open.TryPeek(out var node))
            node.Add(new FeedNode { Name = "", Run = run });
    }
}
