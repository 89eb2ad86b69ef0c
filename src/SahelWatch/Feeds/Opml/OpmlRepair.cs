using System.Xml;
using System.Xml.Linq;
using SahelWatch.Feeds.Recovery;

namespace SahelWatch.Feeds.Opml;

/// <summary>
/// Repairs OPML that other feed readers export and no XML parser accepts: bare ampersands, content before the declaration, upper-case tags, no body, missing
/// end tags. Keeps the title and the outlines in their folders.
/// </summary>
internal static class OpmlRepair
{
    public static XDocument Of(string text)
    {
        var (title, body) = (new XElement("title"), new XElement("body"));
        var document = new XDocument(new XElement("opml", new XAttribute("version", "2.0"), new XElement("head", title), body));
        var open = new Stack<XElement>([body]);
        var (deeper, isTitle) = (0, false);
        foreach (var part in XmlScanner.Scan(text, new ProblemList()))
        {
            var isOutline = part.Name == "outline";
            switch (part.Token)
            {
                case XmlToken.Text when isTitle && title.IsEmpty:
                    title.Value = OpmlOutline.Clean(part.Value.Trim());
                    break;
                case XmlToken.Start when isOutline && open.Count > OpmlDocument.MaxDepth:
                    deeper += part.IsEmpty ? 0 : 1;
                    break;
                case XmlToken.Start when isOutline:
                    var outline = new XElement("outline", Attributes(part));
                    open.Peek().Add(outline);
                    if (!part.IsEmpty)
                        open.Push(outline);
                    break;
                case XmlToken.End when isOutline && deeper > 0:
                    deeper--;
                    break;
                case XmlToken.End when isOutline && open.Count > 1:
                    open.Pop();
                    break;
            }

            isTitle = part is { Token: XmlToken.Start, Name: "title" };
        }

        return document;
    }

    private static IEnumerable<XAttribute> Attributes(XmlPart tag) =>
        tag.Attributes.Where(a => IsName(a.Name)).DistinctBy(a => a.Name, StringComparer.OrdinalIgnoreCase)
            .Select(a => new XAttribute(a.Name, OpmlOutline.Clean(a.Value)));

    /// <summary>Only names without a prefix, since the prefix may be undeclared.</summary>
    private static bool IsName(string name) =>
        name != "xmlns" && name.Length <= FeedLimits.Name && name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) && name.All(XmlConvert.IsNCNameChar);
}
