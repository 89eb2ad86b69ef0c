using System.Xml;
using System.Xml.Linq;
using SahelWatch.Feeds.Recovery;

namespace SahelWatch.Feeds.Opml;

/// <summary>
/// Repairs OPML that other feed readers export and no XML parser accepts: bare ampersands, content before the declaration, upper-case tags, no body, missing
/// end tags. Keeps the title and the outlines in their folders.
/// </summary>
internal static class OpmlMender
{
    public static XDocument Mend(string text)
    {
        var (title, body) = (new XElement("title"), new XElement("body"));
        var document = new XDocument(new XElement("opml", new XAttribute("version", "2.0"), new XElement("head", title), body));
        var scanner = new XmlScanner(text, new ProblemList());
        var open = new Stack<XElement>([body]);
        var (deeper, isTitle) = (0, false);
        while (scanner.Next())
        {
            var isOutline = scanner.Name.Equals("outline", StringComparison.OrdinalIgnoreCase);
            switch (scanner.Token)
            {
                case XmlToken.Text when isTitle && title.IsEmpty:
                    title.Value = OpmlOutline.Clean(scanner.Value.Trim());
                    break;
                case XmlToken.Start when isOutline && open.Count > OpmlDocument.MaxDepth:
                    deeper += scanner.IsEmpty ? 0 : 1;
                    break;
                case XmlToken.Start when isOutline:
                    var outline = new XElement("outline", Attributes(scanner));
                    open.Peek().Add(outline);
                    if (!scanner.IsEmpty)
                        open.Push(outline);
                    break;
                case XmlToken.End when isOutline && deeper > 0:
                    deeper--;
                    break;
                case XmlToken.End when isOutline && open.Count > 1:
                    open.Pop();
                    break;
            }

            isTitle = scanner.Token == XmlToken.Start && scanner.Name.Equals("title", StringComparison.OrdinalIgnoreCase);
        }

        return document;
    }

    private static IEnumerable<XAttribute> Attributes(XmlScanner scanner) =>
        scanner.Attributes.Where(a => IsName(a.Name)).DistinctBy(a => a.Name, StringComparer.OrdinalIgnoreCase)
            .Select(a => new XAttribute(a.Name, OpmlOutline.Clean(a.Value)));

    /// <summary>Only names without a prefix, since the prefix may be undeclared.</summary>
    private static bool IsName(string name) =>
        name != "xmlns" && name.Length <= FeedLimits.Name && name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) && name.All(XmlConvert.IsNCNameChar);
}
