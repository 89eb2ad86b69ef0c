using System.Collections.Frozen;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// One name for an element, whatever namespace address or prefix its feed chose: "title" (RSS, sitemaps and names without namespace), "atom:title", "dc:date"…,
/// lower case. Names of unknown namespaces start with "?:", so that they are never taken for one of ours.
/// </summary>
internal static class FeedNames
{
    public const string Atom10 = "http://www.w3.org/2005/Atom";
    public const string Atom03 = "http://purl.org/atom/ns#";
    public const string Rss10 = "http://purl.org/rss/1.0/";
    public const string Rss09 = "http://my.netscape.com/rdf/simple/0.9/";
    public const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Addresses as they are met, variants included; compared without case, without a closing slash or hash, and as http.</summary>
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        [""] = "",
        ["http://backend.userland.com/rss"] = "",
        ["http://backend.userland.com/rss2"] = "",
        ["http://blogs.law.harvard.edu/tech/rss"] = "",
        ["http://cyber.law.harvard.edu/rss/rss.html"] = "",
        ["http://purl.org/rss/1.0"] = "",
        ["http://purl.org/rss/1.0/modules/rss091"] = "",
        ["http://purl.org/net/rss1.1"] = "",
        ["http://my.netscape.com/rdf/simple/0.9"] = "",
        ["http://channel.netscape.com/rdf/simple/0.9"] = "",
        ["http://www.sitemaps.org/schemas/sitemap/0.9"] = "",
        ["http://www.google.com/schemas/sitemap/0.84"] = "",
        ["http://www.google.com/schemas/sitemap-news/0.9"] = "news",
        ["http://www.w3.org/2005/atom"] = "atom",
        ["http://purl.org/atom/ns"] = "atom",
        ["http://purl.org/echo"] = "atom",
        ["http://purl.org/pie"] = "atom",
        ["http://example.com/newformat"] = "atom",
        ["http://example.com/necho"] = "atom",
        ["uri/of/echo/namespace"] = "atom",
        ["http://purl.org/dc/elements/1.0"] = "dc",
        ["http://purl.org/dc/elements/1.1"] = "dc",
        ["http://dublincore.org/documents/dcmi-namespace"] = "dc",
        ["http://purl.org/dc/terms"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content"] = "content",
        ["http://purl.org/rss/1.0/modules/syndication"] = "sy",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://search.yahoo.com/rss"] = "media",
        ["http://video.search.yahoo.com/mrss"] = "media",
        ["http://www.rssboard.org/media-rss"] = "media",
        ["http://rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["http://www.pheedo.com/namespace/pheedo"] = "pheedo",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns"] = "rdf",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://www.w3.org/xml/1998/namespace"] = "xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a prefix means that no declaration explains: what everybody uses it for.</summary>
    private static readonly FrozenDictionary<string, string> Conventions = new Dictionary<string, string>
    {
        ["rss"] = "",
        ["atom"] = Atom10,
        ["atom10"] = Atom10,
        ["a10"] = Atom10,
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["content"] = "http://purl.org/rss/1.0/modules/content/",
        ["sy"] = "http://purl.org/rss/1.0/modules/syndication/",
        ["media"] = "http://search.yahoo.com/mrss/",
        ["feedburner"] = "http://rssnamespace.org/feedburner/ext/1.0",
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["itunes"] = "http://www.itunes.com/dtds/podcast-1.0.dtd",
        ["news"] = "http://www.google.com/schemas/sitemap-news/0.9",
        ["xhtml"] = Xhtml,
        ["xml"] = "http://www.w3.org/XML/1998/namespace",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Canonical(string space, string local)
    {
        local = local.ToLowerInvariant();
        if (space.Length == 0)
            return local;
        if (!Prefixes.TryGetValue(Key(space), out var prefix))
            return $"?:{local}";
        // Atom has none of these: its namespace was declared for RSS.
        if (prefix == "atom" && local is "item" or "channel" or "pubdate" or "guid" or "description")
            return local;
        // The terms repeat the elements (DCMI Metadata Terms, section 3).
        if (prefix == "dcterms" && local is "title" or "creator" or "subject" or "description" or "date" or "language" or "identifier")
            prefix = "dc";
        return prefix.Length == 0 ? local : $"{prefix}:{local}";
    }

    /// <summary>The namespace that a well-known prefix stands for although it is declared as another, unknown one: a mistyped address. Null in all other cases.</summary>
    public static string? Mistyped(string prefix, string space) =>
        space.Length > 0 && !Prefixes.ContainsKey(Key(space)) && Conventions.TryGetValue(prefix, out var meant) && meant.Length > 0 ? meant : null;

    private static string Key(string space)
    {
        var key = space.Trim().TrimEnd('/', '#');
        return key.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? string.Concat("http:", key.AsSpan(6)) : key;
    }

    /// <summary>The namespace that an undeclared prefix conventionally stands for; the prefix itself where there is no convention.</summary>
    public static string Convention(string prefix) => Conventions.GetValueOrDefault(prefix, prefix);
}
