using System.Xml;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// Stops the reader of XML in an element of attributes without end: it holds them all before it shows the first, in time that grows with their square
/// (10 MB of them took 14 s). It asks for a name at each of them.
/// </summary>
internal sealed class BoundedNames : NameTable
{
    private const int MostBetweenNodes = 2_000; // names; an element takes one and one for each attribute

    private int _asked;

    /// <summary>The reader has come to its next node.</summary>
    public void NextNode() => _asked = 0;

    public override string Add(char[] key, int start, int len)
    {
        if (++_asked > MostBetweenNodes)
            throw new XmlException("An element has no end of attributes");
        return base.Add(key, start, len);
    }
}
