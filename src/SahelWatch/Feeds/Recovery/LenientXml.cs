using SahelWatch.Feeds.Reading;

namespace SahelWatch.Feeds.Recovery;

/// <summary>
/// Builds a document from tags that are unclosed, wrongly nested, misspelt or cut off. It knows the structure of feeds, so an entry with no end tag
/// ends where the next one starts, and nothing inside an entry can close what encloses it.
/// </summary>
internal sealed class LenientXml(string text, FeedDocumentBuilder document, ProblemList problems)
{
    private const string NotClosed = "<{0}> is not closed.";

    private readonly List<OpenElement> _open = [];
    private readonly Dictionary<string, string> _spaces = new(StringComparer.OrdinalIgnoreCase);
    private bool _sawPage;

    public FeedDocument Read()
    {
        foreach (var part in XmlScanner.Scan(text, problems))
        {
            if (part.Token == XmlToken.Start)
                Start(part);
            else if (part.Token == XmlToken.End)
                End(part.Name);
            else if (_open.Count > 0)
                document.Text(part.Value);
            if (document.IsFull)
                return document.Build();
        }

        if (_open.Count > 0)
        {
            problems.Add("The document is cut off.");
            document.CutHere();
        }

        return document.Build();
    }

    private void Start(XmlPart tag)
    {
        var element = KindOf(tag.Name);
        if (_open.Count == 0 && !MayBeOutermost(tag.Name, element))
            return;
        if (element == ElementKind.Entry && _open.Count > 0 && _open[^1].Entry is >= 0 and var entry)
        {
            problems.Add("An entry is not closed.");
            CloseDownTo(entry);
        }
        else if (element is ElementKind.Field or ElementKind.Text && UnclosedField(LenientRules.IsAlsoHtml(tag.Name)) is >= 0 and var field)
        {
            problems.Add(NotClosed, _open[field].Name);
            CloseDownTo(field);
        }

        Open(tag, element);
    }

    /// <summary>Anything before the feed is junk: a server's warnings, a byte order mark in the wrong encoding, half a page.</summary>
    private bool MayBeOutermost(string name, ElementKind element)
    {
        _sawPage |= name == "html";
        return element == ElementKind.Feed || (!_sawPage && element is ElementKind.Entry or ElementKind.Channel);
    }

    private void Open(XmlPart tag, ElementKind element)
    {
        var attributes = Declarations(tag);
        var colon = tag.Name.IndexOf(':', StringComparison.Ordinal);
        var (prefix, local) = colon > 0 ? (tag.Name[..colon], tag.Name[(colon + 1)..]) : ("", tag.Name);
        var defaultSpace = tag["xmlns"] ?? (_open.Count > 0 ? _open[^1].DefaultSpace : "");
        var space = prefix.Length == 0 ? defaultSpace : _spaces.TryGetValue(prefix, out var declared) ? declared : FeedNames.Convention(prefix);
        document.Open(space, local, attributes);
        if (tag.IsEmpty || _open.Count >= FeedLimits.Depth || (_open.Count > 0 && _open[^1].Text >= 0 && LenientRules.IsVoid(tag.Name)))
            document.Close();
        else
            Push(tag.Name, element, defaultSpace);
    }

    private List<FeedAttribute> Declarations(XmlPart tag)
    {
        var attributes = new List<FeedAttribute>(tag.Attributes.Count);
        foreach (var (name, value) in tag.Attributes)
        {
            if (name.StartsWith("xmlns:", StringComparison.OrdinalIgnoreCase))
                Declare(name[6..], value);
            else if (name.StartsWith("xml:", StringComparison.OrdinalIgnoreCase))
                attributes.Add(new(name.ToLowerInvariant(), value));
            else if (name != "xmlns")
                attributes.Add(new(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant(), value));
        }

        return attributes;
    }

    private void Declare(string prefix, string space)
    {
        document.Declare(prefix, space);
        if (_spaces.Count < FeedLimits.Names || _spaces.ContainsKey(prefix))
            _spaces[prefix] = space;
    }

    private void End(string name)
    {
        var crossesEntries = KindOf(name) is ElementKind.Entry or ElementKind.Channel or ElementKind.Feed;
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (name == _open[i].Name)
            {
                if (i < _open.Count - 1)
                    problems.Add(NotClosed, _open[^1].Name);
                CloseDownTo(i);
                return;
            }

            if (_open[i].Kind == ElementKind.Entry && !crossesEntries)
                break;
        }

        if (_open.Count > 0 && !LenientRules.IsVoid(name))
            problems.Add("</{0}> has no start tag.", name);
    }

    /// <summary>The open field that the start of a new one shows was never closed; -1 if there is none.</summary>
    private int UnclosedField(bool mayBeMarkup)
    {
        for (var i = _open.Count - 1; i >= 0 && _open[i].Kind != ElementKind.Entry; i--)
        {
            if (_open[i].Kind is ElementKind.Field or ElementKind.Text)
                return mayBeMarkup && i < _open.Count - 1 ? -1 : i;
        }

        return -1;
    }

    /// <summary>"url" is an entry only in a sitemap: a channel's image has one too.</summary>
    private ElementKind KindOf(string name) =>
        name == "url" && _open.Count > 0 && _open[0].Name == "urlset" ? ElementKind.Entry : LenientRules.KindOf(name);

    private void Push(string name, ElementKind element, string defaultSpace)
    {
        var (entry, text) = _open.Count > 0 ? (_open[^1].Entry, _open[^1].Text) : (-1, -1);
        _open.Add(
            new(name, element, defaultSpace, element == ElementKind.Entry ? _open.Count : entry, element == ElementKind.Text ? _open.Count : text));
    }

    private void CloseDownTo(int index)
    {
        for (var i = _open.Count - 1; i >= index; i--)
            document.Close();
        _open.RemoveRange(index, _open.Count - index);
    }

    /// <summary>Holds whatever every tag asks for, so that no tag has to search all open elements.</summary>
    /// <param name="Entry">The index of the innermost open entry, possibly this one; -1 if there is none.</param>
    /// <param name="Text">Likewise for the innermost field that may hold markup.</param>
    private readonly record struct OpenElement(string Name, ElementKind Kind, string DefaultSpace, int Entry, int Text);
}
