using System.Xml.Linq;
using SahelWatch.Articles;

namespace SahelWatch.Feeds;

/// <summary>One outline of an OPML file as a feed, and back.</summary>
internal static class OpmlOutline
{
    private static readonly HashSet<string> Known = ["text", "title", "type", "xmlUrl", "htmlUrl", "language", "country", "kind"];

    public static string Label(XElement outline) => (Value(outline, "text") ?? Value(outline, "title") ?? "").Trim();

    /// <summary>Null where the address cannot be used; <paramref name="problem"/> then says why and what to do.</summary>
    public static Feed? Read(XElement outline, string folder, out string problem)
    {
        problem = "";
        var address = outline.Attribute("xmlUrl")!.Value.Trim();
        if (Address(address) is not { } url)
        {
            problem = $"xmlUrl=\"{address}\" is not an http or https address. Correct it or delete the outline.";
            return null;
        }
        var attributes = outline.Attributes().Where(a => !a.IsNamespaceDeclaration && !Known.Contains(a.Name.ToString())).ToDictionary(a => a.Name.ToString(), a => a.Value);
        if (folder.Length > 0)
            attributes[FeedList.Folder] = folder;
        return new Feed
        {
            Id = FeedId.From(url),
            Url = url,
            Title = Label(outline) is { Length: > 0 } label ? label : url.Host,
            Site = Address(Value(outline, "htmlUrl")),
            Language = Value(outline, "language"),
            Country = Value(outline, "country"),
            Kind = Value(outline, "kind"),
            Attributes = attributes,
        };
    }

    public static XElement Of(Feed feed)
    {
        var outline = new XElement("outline", new XAttribute("type", "rss"), new XAttribute("text", feed.Title), new XAttribute("xmlUrl", feed.Url.OriginalString));
        Set(outline, "htmlUrl", feed.Site?.OriginalString);
        Set(outline, "language", feed.Language);
        Set(outline, "country", feed.Country);
        Set(outline, "kind", feed.Kind);
        foreach (var (name, value) in feed.Attributes.Where(a => a.Key != FeedList.Folder))
            outline.SetAttributeValue(XName.Get(name), value);
        return outline;
    }

    /// <summary>Absolute and http; feed: as some readers write it (feed://host/ and feed:https://host/) is taken for what it means.</summary>
    public static Uri? Address(string? text)
    {
        if (text is null)
            return null;
        if (text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            text = text["feed:".Length..] is var rest && rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : rest;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 ? url : null;
    }

    private static string? Value(XElement outline, string name) => outline.Attribute(name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    private static void Set(XElement outline, string name, string? value)
    {
        if (value is not null)
            outline.SetAttributeValue(name, value);
    }
}
