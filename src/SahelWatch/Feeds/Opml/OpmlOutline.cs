using System.Xml;
using System.Xml.Linq;

namespace SahelWatch.Feeds.Opml;

/// <summary>Converts between an OPML outline and a feed.</summary>
internal static class OpmlOutline
{
    private static readonly HashSet<string> Known = new(["text", "xmlUrl", "htmlUrl", "language", "country", "kind"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Some feed readers give folders an empty address.</summary>
    public static bool IsFeed(XElement outline) => Value(outline, "xmlUrl") is not null;

    /// <summary>Disabled with everything inside it, but kept in the file (OPML 2.0).</summary>
    public static bool IsComment(XElement outline) => string.Equals(Value(outline, "isComment"), "true", StringComparison.OrdinalIgnoreCase);

    public static string Label(XElement outline) => (Value(outline, "text") ?? Value(outline, "title") ?? "").Trim();

    /// <summary>Null if the address is unusable; <paramref name="problem"/> then says why and what to do.</summary>
    public static Feed? Read(XElement outline, string folder, out string problem)
    {
        problem = "";
        var address = Attribute(outline, "xmlUrl")!.Value.Trim();
        if (Address(address) is not { } url)
        {
            problem = $"xmlUrl=\"{address}\" is not an http or https address. Correct it or delete the outline.";
            return null;
        }
        var attributes = outline.Attributes().Where(a => !a.IsNamespaceDeclaration && !Known.Contains(a.Name.ToString()) && !IsPlainType(a))
            .ToDictionary(a => a.Name.ToString(), a => a.Value);
        if (folder.Length > 0)
            attributes[FeedList.Folder] = folder;
        return new Feed
        {
            Id = FeedId.From(url),
            Url = url,
            Title = PrintableText.Of(Label(outline)).Trim() is { Length: > 0 } label ? label : url.Host,
            Site = Address(Value(outline, "htmlUrl")),
            Language = Value(outline, "language"),
            Country = Value(outline, "country"),
            Kind = Value(outline, "kind"),
            Attributes = attributes,
        };
    }

    /// <param name="space">The namespace of the document's elements; nearly always none.</param>
    public static XElement Of(Feed feed, XNamespace space)
    {
        var outline = new XElement(
            space + "outline", new XAttribute("type", "rss"), new XAttribute("text", Clean(feed.Title)), new XAttribute("xmlUrl", feed.Url.OriginalString));
        Set(outline, "htmlUrl", feed.Site?.OriginalString);
        Set(outline, "language", feed.Language);
        Set(outline, "country", feed.Country);
        Set(outline, "kind", feed.Kind);
        foreach (var (name, value) in feed.Attributes.Where(a => a.Key != FeedList.Folder))
            outline.SetAttributeValue(XName.Get(name), Clean(value));
        return outline;
    }

    /// <summary>Removes the characters that XML cannot represent even when escaped.</summary>
    public static string Clean(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value)));

    /// <summary>An absolute http or https address. The feed: scheme of some feed readers (feed://host/, feed:https://host/) is understood.</summary>
    public static Uri? Address(string? text)
    {
        if (text is null)
            return null;
        if (text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            text = text["feed:".Length..] is var rest && rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : rest;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 ? url : null;
    }

    /// <summary>"xmlurl" and "XMLURL" occur too.</summary>
    private static XAttribute? Attribute(XElement outline, string name) =>
        outline.Attribute(name) ?? outline.Attributes()
            .FirstOrDefault(a => a.Name.Namespace == XNamespace.None && a.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>"rss" is the default and carries no information; other types, such as a feed reader's own, are kept.</summary>
    private static bool IsPlainType(XAttribute attribute) => attribute.Name == "type" && attribute.Value == "rss";

    private static string? Value(XElement outline, string name) => Attribute(outline, name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    private static void Set(XElement outline, string name, string? value)
    {
        if (value is not null)
            outline.SetAttributeValue(name, Clean(value));
    }
}
