using System.Runtime.InteropServices;
using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// An element of a feed, or a run of text where <see cref="Name"/> is empty. Names are canonical ("title", "dc:date", "atom:link"; see <see cref="FeedNames"/>),
/// so that nothing behind the readers knows a namespace address or a prefix that a feed made up.
/// Within an entry good until the entry is read: the tree uses nodes and their text again for the next one.
/// </summary>
internal sealed class FeedNode
{
    private static readonly List<FeedNode> NoChildren = [];

    private List<FeedNode>? _children;
    private List<FeedAttribute>? _attributes;

    public string Name { get; set; } = "";

    /// <summary>What relative addresses within are relative to (xml:base, else the feed's address).</summary>
    public Uri? Base { get; set; }

    /// <summary>xml:lang, inherited.</summary>
    public string? Language { get; set; }

    public ReadOnlySpan<FeedAttribute> Attributes
    {
        get => CollectionsMarshal.AsSpan(_attributes);
        set
        {
            _attributes?.Clear();
            if (value.Length > 0)
                (_attributes ??= []).AddRange(value);
        }
    }

    public List<FeedNode> Children => _children ?? NoChildren;

    /// <summary>The text of an element without children, or of a run of text among elements.</summary>
    public ReadOnlyMemory<char> Run { get; set; }

    /// <summary>The document ended within this element, so its text may be cut.</summary>
    public bool Cut { get; set; }

    public bool HasElements { get; private set; }

    /// <summary>The text of this element and of those within it, as it stands.</summary>
    public ReadOnlySpan<char> Text
    {
        get
        {
            if (Children.Count <= 1)
                return Children.Count == 0 ? Run.Span : Children[0].Text;
            var text = new StringBuilder();
            WriteText(text);
            return text.ToString();
        }
    }

    public void Add(FeedNode child)
    {
        (_children ??= []).Add(child);
        HasElements |= child.Name.Length > 0;
    }

    /// <summary>To be an element again, of any name. Keeps its lists, which are what it is used again for.</summary>
    public void Clear()
    {
        _children?.Clear();
        _attributes?.Clear();
        (Name, Base, Language, Run, Cut, HasElements) = ("", null, null, default, false, false);
    }

    public string? this[string attribute]
    {
        get
        {
            foreach (var (name, value) in Attributes)
            {
                if (name == attribute)
                    return value;
            }

            return null;
        }
    }

    public FeedNode? Child(string name) => Children.Find(c => c.Name == name);

    /// <summary>What stands within, as HTML. Runs of text are escaped, but where <paramref name="escapedTwice"/> says that they hold escaped markup themselves.</summary>
    public string Markup(bool escapedTwice)
    {
        var html = new StringBuilder();
        WriteChildren(html, escapedTwice);
        return html.ToString();
    }

    private void WriteText(StringBuilder text)
    {
        text.Append(Run.Span);
        foreach (var child in Children)
            child.WriteText(text);
    }

    private void WriteChildren(StringBuilder html, bool escapedTwice)
    {
        // Far more than is kept of any text; escaping makes five characters of one.
        if (html.Length > FeedLimits.Markup)
            return;
        var run = Run.Span[..Math.Min(Run.Length, FeedLimits.Markup)];
        if (escapedTwice)
            html.Append(run);
        else
            LargeText.AppendEscaped(html, run);
        foreach (var child in Children)
        {
            if (child.Name.Length == 0)
            {
                child.WriteChildren(html, escapedTwice);
                continue;
            }

            var tag = child.Name[(child.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            html.Append('<').Append(tag).Append('>');
            child.WriteChildren(html, escapedTwice);
            html.Append("</").Append(tag).Append('>');
        }
    }
}

/// <summary>An attribute by its lower-case local name, or "xml:base" and "xml:lang".</summary>
internal readonly record struct FeedAttribute(string Name, string Value);
