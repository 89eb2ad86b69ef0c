namespace SahelWatch.Feeds.Html;

/// <summary>What an element does to the text around it.</summary>
internal enum HtmlLayout
{
    Inline,

    /// <summary>Separated from its neighbours by an empty line.</summary>
    Paragraph,

    /// <summary>A line break; two in a row make an empty line.</summary>
    Break,

    /// <summary>On a line of its own.</summary>
    Row,

    /// <summary>Separated by a space.</summary>
    Cell,

    /// <summary>Its content is not text.</summary>
    Hidden,
}

/// <summary>The HTML elements that an article may contain.</summary>
internal static class HtmlElements
{
    private static readonly FrozenDictionary<string, HtmlLayout> Layouts = new (HtmlLayout Layout, string Names)[]
    {
        (HtmlLayout.Inline, "a abbr acronym audio b bdi bdo big body cite code del em embed font html i ins kbd link mark meta noscript picture q s samp small source "
            + "span strike strong sub sup time tt u var video wbr"),
        (HtmlLayout.Paragraph, "address article aside blockquote center dl div fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul"),
        (HtmlLayout.Break, "br"),
        (HtmlLayout.Row, "caption dd dt figcaption li option summary tr"),
        (HtmlLayout.Cell, "img td th"),
        (HtmlLayout.Hidden, "applet head iframe object script style template"),
    }.SelectMany(l => l.Names.Split(' ').Select(name => (name, l.Layout)))
        .ToFrozenDictionary(p => p.name, p => p.Layout, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, HtmlLayout>.AlternateLookup<ReadOnlySpan<char>> BySpan = Layouts.GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<string> Names => Layouts.Keys;

    public static bool IsKnown(ReadOnlySpan<char> name) => BySpan.ContainsKey(name);

    public static HtmlLayout LayoutOf(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var layout) ? layout : HtmlLayout.Inline;
}
