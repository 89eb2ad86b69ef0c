using System.Buffers;
using SahelWatch.Feeds.Reading;

namespace SahelWatch.Feeds.Recovery;

/// <summary>Reads the attributes of a tag, quoted or not; of duplicates the first counts (WHATWG HTML section 13.2.5.33).</summary>
internal static class XmlAttributes
{
    /// <summary>Characters; a quoted value that is longer, or that contains "&lt;", has lost its closing quote.</summary>
    private const int MaxValueLength = 4_000;

    private static readonly SearchValues<char> UnquotedEnds = SearchValues.Create(" \t\r\n\"'<");

    /// <param name="at">After the tag's name.</param>
    /// <returns>The position after the tag's "&gt;"; -1 if the text ends first.</returns>
    public static int Read(string text, int at, NextIndex tagEnd, List<FeedAttribute> attributes, XmlScanner scanner)
    {
        while (true)
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '/' or '"' or '\'' or '='))
                at++;
            if (at >= text.Length)
                return -1;
            if (text[at] == '>')
                return at + 1;
            // The next tag starts inside this one, whose ">" is missing.
            if (text[at] == '<')
                return at;
            var start = at;
            while (at < text.Length && !(char.IsWhiteSpace(text[at]) || text[at] is '=' or '>' or '/' or '<'))
                at++;
            var name = text.AsSpan(start, at - start);
            var equals = at;
            while (equals < text.Length && char.IsWhiteSpace(text[equals]))
                equals++;
            ReadOnlySpan<char> value = [];
            if (equals < text.Length && text[equals] == '=')
                value = Value(text, equals + 1, tagEnd, out at);
            if (attributes.Count < FeedLimits.Attributes && !Has(attributes, name))
                attributes.Add(new(name.ToString(), scanner.Decode(value)));
        }
    }

    private static bool Has(List<FeedAttribute> attributes, ReadOnlySpan<char> name)
    {
        foreach (var attribute in attributes)
        {
            if (name.SequenceEqual(attribute.Name))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Value(string text, int at, NextIndex tagEnd, out int after)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= text.Length)
        {
            after = at;
            return [];
        }

        if (text[at] is '"' or '\'')
        {
            var window = text.AsSpan(at + 1, Math.Min(MaxValueLength, text.Length - at - 1));
            var close = window.IndexOf(text[at]);
            if (close >= 0 && !window[..close].Contains('<'))
            {
                after = at + close + 2;
                return window[..close];
            }

            at++;
        }

        var end = tagEnd.From(at);
        var rest = text.AsSpan(at, (end < 0 ? text.Length : end) - at);
        rest = rest.IndexOfAny(UnquotedEnds) is >= 0 and var length ? rest[..length] : rest;
        after = at + rest.Length;
        return rest;
    }
}
