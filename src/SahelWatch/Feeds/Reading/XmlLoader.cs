using System.Xml;

namespace SahelWatch.Feeds.Reading;

/// <summary>
/// Loads a well-formed document safely: no DTD is processed, nothing is fetched or expanded, and depth, size and node length are limited.
/// Rejects anything else, which is then left to <see cref="Recovery.LenientXml"/>.
/// </summary>
internal static class XmlLoader
{
    private const int MaxFaultLength = 120; // characters

    private static readonly XmlReaderSettings Settings = new()
    {
        // Not Prohibit: old RSS has a DOCTYPE.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <param name="fault">What is wrong with the text; null if nothing is.</param>
    /// <returns>Null if the text was rejected.</returns>
    public static FeedDocument? Load(TextReader text, ProblemList problems, out string? fault)
    {
        using var nodes = new NodeReader(text);
        try
        {
            using var reader = XmlReader.Create(nodes, Settings);
            var builder = new FeedDocumentBuilder(problems);
            fault = Copy(reader, nodes, builder);
            return fault is null ? builder.Build() : null;
        }
        catch (XmlException e)
        {
            fault = e.LineNumber > 0 ? $"line {e.LineNumber}: {FirstSentence(e.Message)}" : FirstSentence(e.Message);
            return null;
        }
    }

    private static string? Copy(XmlReader reader, NodeReader nodes, FeedDocumentBuilder builder)
    {
        var attributes = new List<FeedAttribute>();
        while (!builder.IsFull && reader.Read())
        {
            nodes.NextNode();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > FeedLimits.Depth)
                        return "elements are nested too deeply";
                    var (space, local, isEmpty) = (reader.NamespaceURI, reader.LocalName, reader.IsEmptyElement);
                    ReadAttributes(reader, builder, attributes);
                    builder.Open(space, local, attributes);
                    if (isEmpty)
                        builder.Close();
                    break;
                case XmlNodeType.EndElement:
                    builder.Close();
                    break;
                case XmlNodeType.CDATA when reader.Value.Contains("<![CDATA[", StringComparison.Ordinal):
                    // Well-formed, but an unclosed section that swallowed everything up to the end of the next one.
                    return "a CDATA section holds the start of another";
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA:
                    builder.Text(reader.Value);
                    break;
                case XmlNodeType.Whitespace:
                    builder.Blank();
                    break;
            }
        }

        return null;
    }

    private static void ReadAttributes(XmlReader reader, FeedDocumentBuilder builder, List<FeedAttribute> attributes)
    {
        attributes.Clear();
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns")
                builder.Declare(reader.LocalName, reader.Value);
            else if (attributes.Count < FeedLimits.Attributes)
                attributes.Add(new(reader.Prefix == "xml" ? reader.Name : reader.LocalName, reader.Value));
        }
    }

    /// <summary>Reduces "Reference to undeclared entity 'nbsp'. Line 3, position 9." to its first sentence, truncated if a name in it is very long.</summary>
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end < 0 ? message.AsSpan().TrimEnd('.') : message.AsSpan(0, end);
        return (sentence.Length <= MaxFaultLength ? sentence.ToString() : $"{sentence[..MaxFaultLength]}…").ReplaceLineEndings(" ");
    }

    /// <summary>
    /// XmlReader buffers a whole tag before it returns any of it, in time quadratic in its length: 10 MB of attributes took 14 s, of line breaks inside a tag
    /// 33 s. No setting limits that, so reading fails for a node longer than any feed's.
    /// </summary>
    private sealed class NodeReader(TextReader text) : TextReader
    {
        private const int MaxNodeLength = 512 * 1024; // characters; more than the longest text that is kept

        private int _read;

        /// <summary>Called when the reader reaches the next node.</summary>
        public void NextNode() => _read = 0;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_read > MaxNodeLength)
                throw new XmlException("A tag or text is too long");
            var read = text.Read(buffer, index, Math.Min(count, MaxNodeLength + 1 - _read));
            _read += read;
            return read;
        }
    }
}
