using System.Xml.Linq;
using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Feeds.Reading.Entries;

/// <summary>The identifier of an entry and the address of its article.</summary>
internal static class EntryIdentity
{
    private static readonly XName[] Identifiers = FeedNames.Of("guid", "atom:id", "id", "dc:identifier", "loc");
    private static readonly XName[] Links = FeedNames.Of("feedburner:origLink", "pheedo:origLink", "link", "atom:link", "loc", "guid", "atom:id", "id");

    public static string Id(XElement entry, EntryParts parts, FeedReaderItem item)
    {
        if (item.Id?.Trim() is { Length: > 0 } read)
            return read;
        foreach (var part in parts.Named(Identifiers))
        {
            if (part.Value.Trim() is { Length: > 0 } id)
                return id;
        }

        return entry.Value(FeedAttributes.About)?.Trim() ?? "";
    }

    /// <summary>The article's own address if the feed gives a proxy's as well, else the link, else the identifier if it is an address.</summary>
    /// <param name="site">The feed's website, to resolve relative addresses if the feed's own address is unknown.</param>
    public static Uri? Url(XElement entry, EntryParts parts, Uri? feed, Uri? site, ProblemList problems)
    {
        var tries = 0;
        foreach (var name in Links)
        {
            Uri? other = null;
            foreach (var part in parts.Named(name))
            {
                if (!IsPermanent(part) || tries++ >= FeedLimits.Tries)
                    continue;
                var relativeTo = part.Base(feed) ?? site;
                var address = part.Value("href") ?? part.Value;
                if (FeedLinks.Resolve(address, relativeTo) is { } url)
                {
                    if (part.IsPage())
                        return url;
                    other ??= url;
                }
                else if (relativeTo is null && address.AsSpan().TrimStart() is ['/', ..])
                {
                    problems.Add("Addresses are relative and the feed does not say to what.");
                }
            }

            if (other is not null)
                return other;
        }

        return FeedLinks.Resolve(entry.Value(FeedAttributes.About) ?? "", entry.Base(feed)) ?? Substitute(parts, feed);
    }

    /// <summary>For an entry without an address of its own: that of its content, its source or its enclosure.</summary>
    private static Uri? Substitute(EntryParts parts, Uri? feed)
    {
        foreach (var part in parts.All)
        {
            var address = (part.Name.LocalName, part.Name.Namespace == FeedNames.Atom) switch
            {
                ("content", true) => part.Value("src"),
                ("link", true) when part.Value("rel")?.Trim() is "via" or "self" or "enclosure" => part.Value("href"),
                ("enclosure", _) => part.Value("url"),
                ("content", _) => part.Value("url"),
                _ => null,
            };
            if (address is not null && FeedLinks.Resolve(address, part.Base(feed)) is { } url)
                return url;
        }

        return null;
    }

    /// <summary>A link to the article itself (rel=alternate or no rel), or an identifier that is an address.</summary>
    private static bool IsPermanent(XElement part) => part.Name.LocalName switch
    {
        "guid" => IsAddress(part) || string.Equals(part.Value("ispermalink")?.Trim(), "true", StringComparison.OrdinalIgnoreCase),
        "id" => IsAddress(part),
        "link" => part.IsAlternate(),
        _ => true,
    };

    private static bool IsAddress(XElement part) => part.Value.AsSpan().TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
