using System.Text;
using System.Xml.Linq;
using SahelWatch.Feeds.Reading.Entries;

namespace SahelWatch.Feeds.Reading;

/// <summary>
/// Builds the document for both the strict and the lenient reader: gives elements their canonical names, keeps only known attributes, limits depth and size,
/// and puts every entry where FeedReader expects it.
/// </summary>
internal sealed class FeedDocumentBuilder(ProblemList problems)
{
    public static readonly string TooManyEntries = $"The feed has more than {FeedLimits.Entries} entries; the rest was left out.";

    private static readonly XName Channel = FeedNames.Of("channel");
    private static readonly XName RdfRoot = FeedNames.Of("rdf:RDF");
    private static readonly XName[] Groups = FeedNames.Of("media:group", "news:news");
    private static readonly XName[] Texts = [.. EntryTexts.Summaries, .. EntryTexts.Contents];

    private readonly Dictionary<(string Space, string Local), XName> _names = [];
    private readonly Dictionary<string, string> _mistyped = new(StringComparer.Ordinal);
    private readonly Stack<XElement> _open = new();
    private readonly StringBuilder _text = new();
    private string? _run;
    private readonly List<XElement> _entries = [];
    private XElement? _root;
    private XElement? _entry;
    private string? _rootSpace;
    private string _space = "";
    private int _entryNodes;
    private int _channelNodes;
    private int _elements;
    private int _skipped;
    private int _flattened;
    private bool _isCut;

    /// <summary>A limit was reached: nothing more is kept, so the rest need not be read.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Must be called for each prefix before the element that declares it is opened.</summary>
    public void Declare(string prefix, string space)
    {
        if (_mistyped.Count < FeedLimits.Names && FeedNames.Mistyped(prefix, space) is { } meant)
            _mistyped.TryAdd(space, meant);
    }

    public void Open(string space, string local, IEnumerable<FeedAttribute> attributes)
    {
        if (_elements++ == FeedLimits.Elements)
        {
            problems.Add($"The feed has more than {FeedLimits.Elements} elements; the rest was left out.");
            IsFull = true;
        }

        if (_skipped > 0 || IsFull)
        {
            _skipped++;
            return;
        }

        if (_open.Count >= FeedLimits.Depth)
        {
            problems.Add("Elements are nested too deeply; the deepest were flattened.");
            _flattened++;
            return;
        }

        var name = NameOf(space, local);
        var isEntry = _entry is null && IsEntry(name);
        if (isEntry ? !MayAddEntry() : IsUnwanted(name) || !MayAdd())
        {
            _skipped++;
            return;
        }

        Flush();
        var parent = _open.Count > 0 ? _open.Peek() : null;
        if (_space.Length == 0 || parent?.Name == RdfRoot)
            _space = space;
        var element = new XElement(name);
        foreach (var attribute in attributes)
        {
            if (FeedAttributes.Canonical(attribute.Name) is { } known)
                element.SetAttributeValue(known, attribute.Value);
        }

        if (isEntry)
            (_entry, _entryNodes) = (element, 0);
        else
            parent?.Add(element);
        _root ??= isEntry ? new XElement(FeedNames.Of(name.Namespace == FeedNames.Atom ? "atom:feed" : "rss")) : element;
        _open.Push(element);
    }

    /// <summary>May be called several times for one run of text.</summary>
    public void Text(string text)
    {
        if (_skipped > 0 || text.Length == 0)
            return;
        // Nearly every run comes in one piece, which need not be copied.
        if (_run is null && _text.Length == 0)
        {
            _run = text;
            return;
        }

        _text.Append(_run).Append(text);
        _run = null;
    }

    /// <summary>White space between tags: only layout between the fields of an entry, but inside a field it may separate words.</summary>
    public void Blank()
    {
        if (_entry is not null && _open.Peek() != _entry)
            Text(" ");
    }

    public void Close()
    {
        if (_skipped > 0)
        {
            _skipped--;
        }
        else if (_flattened > 0)
        {
            _flattened--;
        }
        else
        {
            Flush();
            if (_open.Pop() != _entry)
                return;
            _entries.Add(_entry);
            _entry = null;
        }
    }

    /// <summary>The text was cut off inside the open elements. A truncated text is worth keeping; half an address or date is wrong.</summary>
    public void CutHere()
    {
        _isCut = _entry is not null;
        Flush();
        if (_isCut && _open.Peek() is var innermost && innermost.Parent is { } parent
            && (parent == _entry || Groups.Contains(parent.Name)) && !Texts.Contains(innermost.Name))
            innermost.Remove();
    }

    /// <summary>Closes open elements and puts the entries in their place.</summary>
    public FeedDocument Build()
    {
        (_skipped, _flattened) = (0, 0);
        while (_open.Count > 0)
            Close();
        if (_root is null)
            return new(null, _space, _entries, _isCut);
        foreach (var declaration in FeedNames.Declarations())
            _root.Add(declaration);
        if (_root.Name.Namespace == FeedNames.Atom)
            _root.Add(new XAttribute("xmlns", FeedNames.Atom.NamespaceName));
        if (_root.Name == RdfRoot && _root.Element(Channel) is null)
            _root.Add(new XElement(Channel));
        // In RSS 0.90 and 1.0 the entries are siblings of the channel, not children.
        var home = _root.Name == RdfRoot ? _root : _root.Element(Channel) ?? _root;
        var name = EntryName(_root);
        foreach (var entry in _entries)
        {
            entry.Name = name;
            home.Add(entry);
        }

        return new(_root, _space, _entries, _isCut);
    }

    private static XName EntryName(XElement root) => root.Name.LocalName switch
    {
        "feed" => root.Name.Namespace + "entry",
        "urlset" => FeedNames.Of("url"),
        _ => FeedNames.Of("item"),
    };

    private bool IsEntry(XName name) => name.LocalName is "item" or "entry" || (name.LocalName == "url" && _root?.Name.LocalName == "urlset");

    private bool MayAddEntry()
    {
        if (_entries.Count < FeedLimits.Entries)
            return true;
        problems.Add(TooManyEntries);
        IsFull = true;
        return false;
    }

    /// <summary>Unknown elements may contain entries, but as fields of an entry they are of no use.</summary>
    private bool IsUnwanted(XName name) => name == FeedNames.Unknown && _entry is not null && _open.Peek() == _entry;

    private bool MayAdd()
    {
        if (_entry is null ? _channelNodes++ < FeedLimits.ChannelNodes : _entryNodes++ < FeedLimits.EntryNodes)
            return true;
        problems.Add("An entry or the channel has more elements than the limit; its other elements were left out.");
        return false;
    }

    /// <summary>A feed whose root element is in an unknown namespace is still read as RSS or Atom.</summary>
    private XName NameOf(string space, string local)
    {
        // RSS 2.0 has no namespace, so an rss element in that of Atom is a mistake too.
        if (_root is null && (local.Equals("rss", StringComparison.OrdinalIgnoreCase) || !FeedNames.IsKnown(space)))
            _rootSpace = space;
        if (_names.TryGetValue((space, local), out var name))
            return name;
        name = FeedNames.Canonical(space == _rootSpace ? "" : _mistyped.GetValueOrDefault(space, space), local);
        if (_names.Count < FeedLimits.Names)
            _names[(space, local)] = name;
        return name;
    }

    private void Flush()
    {
        var run = _run ?? (_text.Length == 0 ? null : _text.ToString());
        if (run is null)
            return;
        if (_open.TryPeek(out var element) && (_entry is not null || !string.IsNullOrWhiteSpace(run)) && MayAdd())
            element.Add(run);
        _run = null;
        _text.Clear();
        // Otherwise the buffer of a huge text would be held until the end of the document.
        if (_text.Capacity > FeedLimits.Text)
            _text.Capacity = 0;
    }
}
