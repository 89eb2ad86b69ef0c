using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace SahelWatch.Feeds.Parsing;

/// <summary>The fast way: a well-formed document, streamed. Refuses everything else, which then goes to <see cref="LenientXml"/>.</summary>
internal static class StrictXml
{
    private const int LongestFault = 120; // characters

    private static readonly XmlReaderSettings Settings = new()
    {
        // Old RSS carries a DOCTYPE, so it is passed over and not forbidden; nothing in it is read, fetched or expanded.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads UTF-8 that declares itself as such, or declares nothing; checks the bytes as it goes.</summary>
    /// <returns>Null where all went well; else what is wrong, and the tree is to be thrown away.</returns>
    public static string? ReadUtf8(ReadOnlyMemory<byte> body, FeedTree tree) => Read(Stream(body), stream => XmlReader.Create(stream, Settings), tree);

    /// <summary>Reads an encoding that is decided already, whatever the XML declaration claims.</summary>
    /// <returns>As <see cref="ReadUtf8"/>.</returns>
    public static string? Read(ReadOnlyMemory<byte> body, Encoding encoding, FeedTree tree) =>
        Read(Stream(body), stream => XmlReader.Create(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 4096), Settings), tree);

    private static string? Read(NodeStream body, Func<NodeStream, XmlReader> create, FeedTree tree)
    {
        try
        {
            using var reader = create(body);
            return Copy(reader, body, tree);
        }
        catch (XmlException e)
        {
            return e.LineNumber > 0 ? $"line {e.LineNumber}: {FirstSentence(e.Message)}" : FirstSentence(e.Message);
        }
    }

    private static NodeStream Stream(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var array) ? new NodeStream(array.Array!, array.Offset, array.Count) : new NodeStream(body.ToArray(), 0, body.Length);

    private static string? Copy(XmlReader reader, NodeStream body, FeedTree tree)
    {
        var attributes = new List<FeedAttribute>();
        while (!tree.IsFull && reader.Read())
        {
            body.NextNode();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > FeedLimits.Depth)
                        return "elements are nested too deeply";
                    // The reader remembers every name; the lenient way does not.
                    if (tree.NamesMadeUp > FeedLimits.NamesMadeUp)
                        return "elements have no end of names";
                    var (space, local, empty) = (reader.NamespaceURI, reader.LocalName, reader.IsEmptyElement);
                    attributes.Clear();
                    if (reader.HasAttributes)
                        ReadAttributes(reader, tree, attributes);
                    tree.Open(space, local, CollectionsMarshal.AsSpan(attributes));
                    if (empty)
                        tree.Close();
                    break;
                case XmlNodeType.EndElement:
                    tree.Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace:
                    tree.Text(reader.Value);
                    break;
                case XmlNodeType.CDATA:
                    var text = reader.Value;
                    // Well-formed, but a section whose end was forgotten and that swallowed the entries up to the next one's.
                    if (text.Contains("<![CDATA[", StringComparison.Ordinal))
                        return "a CDATA section holds the start of another";
                    tree.Text(text);
                    break;
                case XmlNodeType.Whitespace:
                    tree.Blank();
                    break;
            }
        }

        tree.Stop();
        return null;
    }

    private static void ReadAttributes(XmlReader reader, FeedTree tree, List<FeedAttribute> attributes)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns")
                tree.Declare(reader.LocalName, reader.Value);
            if (reader.Prefix == "xmlns" || reader.Name == "xmlns" || attributes.Count >= FeedLimits.Attributes)
                continue;
            attributes.Add(new(reader.Prefix == "xml" ? reader.Name : reader.LocalName.ToLowerInvariant(), reader.Value));
        }
    }

    /// <summary>"Reference to undeclared entity 'nbsp'. Line 3, position 9." without its second half, and without a name that has no end.</summary>
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end < 0 ? message.AsSpan().TrimEnd('.') : message.AsSpan(0, end);
        return (sentence.Length <= LongestFault ? sentence.ToString() : $"{sentence[..LongestFault]}…").ReplaceLineEndings(" ");
    }
}
