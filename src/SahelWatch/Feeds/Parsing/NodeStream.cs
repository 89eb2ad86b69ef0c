using System.Xml;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// A body for the reader of XML, which holds a tag whole before it shows any of it, in time that grows with the square of its length: 10 MB of attributes took 14 s,
/// of line breaks in a tag 33 s. No setting bounds that, so the body ends for it where a node is longer than any feed's.
/// </summary>
internal sealed class NodeStream(byte[] body, int start, int length) : MemoryStream(body, start, length, writable: false)
{
    private const int LongestNode = 512 * 1024; // bytes; more than the longest text that is kept, in any script

    private long _node;

    /// <summary>The reader has come to its next node.</summary>
    public void NextNode() => _node = Position;

    /// <summary>What reads into a span comes here too: a derived stream of memory is given no short cut.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        Position - _node <= LongestNode ? base.Read(buffer, offset, count) : throw new XmlException("A tag or text has no end");
}
