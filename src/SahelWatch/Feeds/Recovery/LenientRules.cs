namespace SahelWatch.Feeds.Recovery;

/// <summary>What the start of an element implies about the elements that are open.</summary>
internal enum ElementKind
{
    Other,

    /// <summary>The root element of a feed.</summary>
    Feed,
    Channel,
    Entry,

    /// <summary>A field of an entry that holds only text. Its start closes a field whose end tag is missing.</summary>
    Field,

    /// <summary>A field of an entry that may hold markup.</summary>
    Text,
}

/// <summary>The structure of feeds, as far as recovery needs it, by the prefixes that nearly all of them use. Names are in lower case.</summary>
internal static class LenientRules
{
    private static readonly FrozenDictionary<string, ElementKind> Kinds = new (ElementKind Kind, string Names)[]
    {
        (ElementKind.Feed, "rss feed atom:feed atom10:feed rdf:rdf rdf urlset sitemapindex rss:rss"),
        (ElementKind.Channel, "channel rss:channel"),
        (ElementKind.Entry, "item entry atom:entry rss:item"),
        (ElementKind.Field, "guid pubdate category comments lastbuilddate language copyright ttl generator managingeditor webmaster docs "
            + "dc:date dc:creator dc:title dc:subject dc:language dc:identifier dc:publisher dc:rights feedburner:origlink slash:comments wfw:commentrss wfw:comment "
            + "updated published issued modified created atom:id atom:updated atom:published atom:title id media:title title link loc lastmod news:title news:publication_date"),
        (ElementKind.Text, "description summary content content:encoded dc:description atom:summary atom:content media:description itunes:summary"),
    }.SelectMany(k => k.Names.Split(' ').Select(name => (name, k.Kind))).ToFrozenDictionary(p => p.name, p => p.Kind);

    /// <summary>HTML elements that have no end tag (WHATWG HTML section 13.1.2).</summary>
    private static readonly FrozenSet<string> Void =
        "area base br col embed hr img input meta param source track wbr".Split(' ').ToFrozenSet();

    /// <summary>Fields whose names are also HTML elements: inside the markup of a text they do not start a new field.</summary>
    private static readonly FrozenSet<string> AlsoHtml = "title link summary content id".Split(' ').ToFrozenSet();

    public static bool IsAlsoHtml(string name) => AlsoHtml.Contains(name);

    public static ElementKind KindOf(string name) => Kinds.GetValueOrDefault(name);

    public static bool IsVoid(string name) => Void.Contains(name);
}
