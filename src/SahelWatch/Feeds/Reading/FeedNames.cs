using System.Xml.Linq;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Reading;

/// <summary>
/// The canonical name of an element, whatever namespace URI or prefix the feed uses, in the spelling that FeedReader expects; RSS elements get no namespace.
/// The vocabulary is closed: <see cref="XName"/> caches every name for the life of the process, so all other names become <see cref="Unknown"/>.
/// </summary>
internal static class FeedNames
{
    public const string Rss09 = "http://my.netscape.com/rdf/simple/0.9/";
    public const string Rss09Channel = "http://channel.netscape.com/rdf/simple/0.9/";

    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static readonly XName Unknown = "unknown";

    /// <summary>The conventional namespaces of prefixes: always used in our documents, and in feeds that do not declare the prefix.</summary>
    private static readonly FrozenDictionary<string, XNamespace> Conventions = new Dictionary<string, XNamespace>
    {
        ["atom"] = Atom,
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["content"] = "http://purl.org/rss/1.0/modules/content/",
        ["sy"] = "http://purl.org/rss/1.0/modules/syndication/",
        ["media"] = "http://search.yahoo.com/mrss/",
        ["feedburner"] = "http://rssnamespace.org/feedburner/ext/1.0",
        ["pheedo"] = "http://www.pheedo.com/namespace/pheedo",
        ["rdf"] = Rdf,
        ["itunes"] = "http://www.itunes.com/dtds/podcast-1.0.dtd",
        ["news"] = "http://www.google.com/schemas/sitemap-news/0.9",
        ["xhtml"] = "http://www.w3.org/1999/xhtml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Other prefixes that feeds use without declaring them.</summary>
    private static readonly FrozenDictionary<string, string> OtherPrefixes =
        new Dictionary<string, string> { ["rss"] = "", ["atom10"] = "atom", ["a10"] = "atom" }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Namespace URIs seen in practice; compared ignoring case and a trailing slash or hash, and as http.</summary>
    private static readonly FrozenDictionary<string, string> Prefixes = new (string Prefix, string Addresses)[]
    {
        ("", "http://backend.userland.com/rss http://backend.userland.com/rss2 http://blogs.law.harvard.edu/tech/rss http://cyber.law.harvard.edu/rss/rss.html "
            + "http://purl.org/rss/1.0 http://purl.org/rss/1.0/modules/rss091 http://purl.org/net/rss1.1 http://my.netscape.com/rdf/simple/0.9 "
            + "http://channel.netscape.com/rdf/simple/0.9 http://www.sitemaps.org/schemas/sitemap/0.9 http://www.google.com/schemas/sitemap/0.84"),
        ("atom", "http://purl.org/atom/ns http://purl.org/echo http://purl.org/pie http://example.com/newformat http://example.com/necho uri/of/echo/namespace"),
        ("dc", "http://purl.org/dc/elements/1.0 http://dublincore.org/documents/dcmi-namespace"),
        ("media", "http://search.yahoo.com/rss http://video.search.yahoo.com/mrss http://www.rssboard.org/media-rss"),
    }.SelectMany(p => p.Addresses.Split(' ').Select(address => KeyValuePair.Create(address, p.Prefix)))
        .Concat(Conventions.Select(c => KeyValuePair.Create(Key(c.Value.NamespaceName), c.Key)))
        .Append(KeyValuePair.Create("", ""))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, XName> Vocabulary = (
            "rss rdf channel feed item entry urlset sitemapindex url html "
            + "title link description guid pubDate category author name language ttl skipHours hour skipDays day id updated published issued modified created date summary content "
            + "fullitem body abstract enclosure source loc lastmod "
            + "rdf:RDF content:encoded sy:updatePeriod sy:updateFrequency feedburner:origLink pheedo:origLink "
            + "atom:feed atom:entry atom:title atom:link atom:id atom:updated atom:published atom:issued atom:modified atom:created atom:summary atom:content atom:author "
            + "atom:name atom:category atom:source "
            + "dc:title dc:creator dc:author dc:subject dc:description dc:date dc:language dc:identifier dcterms:issued dcterms:modified dcterms:created dcterms:abstract "
            + "media:group media:title media:description media:content itunes:title itunes:author itunes:summary "
            + "news:news news:title news:publication news:language news:publication_date news:keywords xhtml:html xhtml:body").Split(' ')
        .Concat(HtmlElements.Names).Concat(HtmlElements.Names.Select(name => $"xhtml:{name}"))
        .DistinctBy(name => name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(name => name, Named, StringComparer.OrdinalIgnoreCase);

    /// <param name="name">From the vocabulary, such as "dc:date".</param>
    public static XName Of(string name) => Vocabulary[name];

    public static XName[] Of(params string[] names) => Array.ConvertAll(names, name => Vocabulary[name]);

    /// <summary>The declarations that FeedReader, which looks elements up by prefix, needs in our documents.</summary>
    public static IEnumerable<XAttribute> Declarations() =>
        Conventions.Where(c => c.Key is "dc" or "content" or "sy" or "rdf").Select(c => new XAttribute(XNamespace.Xmlns + c.Key, c.Value.NamespaceName));

    public static XName Canonical(string space, string local)
    {
        if (!Prefixes.TryGetValue(Key(space), out var prefix))
            return Unknown;
        // Atom has no such elements: its namespace was declared for RSS.
        if (prefix == "atom" && local.ToLowerInvariant() is "item" or "channel" or "pubdate" or "guid" or "description")
            prefix = "";
        // The terms repeat the elements (DCMI Metadata Terms, section 3).
        if (prefix == "dcterms" && local.ToLowerInvariant() is "title" or "creator" or "subject" or "description" or "date" or "language" or "identifier")
            prefix = "dc";
        return Vocabulary.GetValueOrDefault(prefix.Length == 0 ? local : $"{prefix}:{local}", Unknown);
    }

    public static bool IsKnown(string space) => Prefixes.ContainsKey(Key(space));

    /// <summary>The conventional namespace of a well-known prefix that is declared with an unknown, presumably mistyped URI; otherwise null.</summary>
    public static string? Mistyped(string prefix, string space) =>
        space.Length > 0 && !IsKnown(space) && Convention(prefix) is { Length: > 0 } meant && meant != prefix ? meant : null;

    /// <summary>The conventional namespace of an undeclared prefix; the prefix itself if there is none.</summary>
    public static string Convention(string prefix) =>
        Conventions.TryGetValue(OtherPrefixes.GetValueOrDefault(prefix, prefix), out var space)
            ? space.NamespaceName
            : OtherPrefixes.GetValueOrDefault(prefix, prefix);

    private static XName Named(string name) =>
        name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? Conventions[name[..colon]] + name[(colon + 1)..] : name;

    private static string Key(string space)
    {
        var key = space.Trim().TrimEnd('/', '#');
        return key.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? string.Concat("http:", key.AsSpan(6)) : key;
    }
}
