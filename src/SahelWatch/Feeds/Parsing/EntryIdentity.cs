namespace SahelWatch.Feeds.Parsing;

/// <summary>What an entry is known by: its own identifier, and the address of the article behind it.</summary>
internal static class EntryIdentity
{
    public static string Id(FeedNode entry, EntryParts parts)
    {
        foreach (var name in (ReadOnlySpan<string>)["guid", "atom:id", "id", "dc:identifier", "loc"])
        {
            foreach (var part in parts.Named(name))
            {
                if (part.Text.Trim() is { Length: > 0 } id)
                    return id.ToString();
            }
        }

        return entry["about"]?.Trim() ?? "";
    }

    /// <summary>The article's own address where a proxy stands before it, else the link, else the identifier where that is an address.</summary>
    public static Uri? Url(FeedNode entry, EntryParts parts, FeedNode? around, ProblemList problems)
    {
        var tries = 0;
        foreach (var name in (ReadOnlySpan<string>)["feedburner:origlink", "pheedo:origlink", "link", "atom:link", "loc", "guid", "atom:id", "id"])
        {
            Uri? other = null;
            foreach (var part in parts.Named(name))
            {
                if (!IsPermanent(part) || tries++ >= FeedLimits.Tries)
                    continue;
                if ((Resolve(part, part.Base) ?? (part.Base is null ? Resolve(part, ChannelAdapter.Link(around)) : null)) is { } url)
                {
                    if (FeedLinks.IsPage(part))
                        return url;
                    other ??= url;
                }
                else if (part.Base is null && (part["href"] ?? part.Text).TrimStart() is ['/', ..])
                {
                    problems.Add("Addresses are relative and the feed does not say to what.");
                }
            }

            if (other is not null)
                return other;
        }

        return FeedLinks.Resolve(entry["about"] ?? "", entry.Base) ?? Stand(parts);
    }

    /// <summary>For an entry without any address of its own: where its content lies, what it was made from, or the recording that it is about.</summary>
    private static Uri? Stand(EntryParts parts)
    {
        foreach (var part in parts.All)
        {
            var address = part.Name switch
            {
                "atom:content" => part["src"],
                "atom:link" when part["rel"]?.Trim() is "via" or "self" or "enclosure" => part["href"],
                "enclosure" or "media:content" => part["url"],
                _ => null,
            };
            if (address is not null && FeedLinks.Resolve(address, part.Base) is { } url)
                return url;
        }

        return null;
    }

    /// <summary>A link that leads to the article itself (rel alternate or none), an identifier that is an address.</summary>
    private static bool IsPermanent(FeedNode node) => node.Name switch
    {
        "guid" => IsAddress(node.Text) || string.Equals(node["ispermalink"]?.Trim(), "true", StringComparison.OrdinalIgnoreCase),
        "atom:id" or "id" => IsAddress(node.Text),
        "link" or "atom:link" => FeedLinks.IsAlternate(node),
        _ => true,
    };

    private static Uri? Resolve(FeedNode part, Uri? relativeTo) => part["href"] is { } address ? FeedLinks.Resolve(address, relativeTo) : FeedLinks.Resolve(part.Text, relativeTo);

    private static bool IsAddress(ReadOnlySpan<char> text) => text.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
