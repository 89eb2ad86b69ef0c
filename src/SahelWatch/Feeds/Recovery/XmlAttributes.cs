using System.Buffers;
using SahelWatch.Feeds.Reading;

namespace SahelWatch.Feeds.Recovery;

/// <summary>The attributes of a tag, quoted or not; the first of two with one name counts (WHATWG HTML section 13.2.5.33).</summary>
internal static class XmlAttributes
{
    /// <summary>A value longer than this whose quote closes only beyond a "&lt;" has lost its closing quote.</summary>
    private const int LongestValue = 4_000;

    private static readonly SearchValues<char> UnquotedEnds = SearchValues.Create(" \t\r\n\"'<");

    /// <param name="at">Behind the tag's name.</param>
    /// <returns>Behind the tag's "&gt;"; -1 where the text ends before.</returns>
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
            // The next tag starts within this one: its ">" was forgotten.
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

    private static ReadOnlySpan<char> Value(string text, int at, NextIndex tagEnd, out int behind)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= text.Length)
        {
            behind = at;
            return [];
        }

        if (text[at] is '"' or '\'')
        {
            var window = text.AsSpan(at + 1, Math.Min(LongestValue, text.Length - at - 1));
            var close = window.IndexOf(text[at]);
            if (close >= 0 && !window[..close].Contains('<'))
            {
                behind = at + close + 2;
                return window[..close];
            }

            at++;
        }

        var end = tagEnd.From(at);
        var rest = text.AsSpan(at, (end < 0 ? text.Length : end) - at);
        rest = rest.IndexOfAny(UnquotedEnds) is >= 0 and var length ? rest[..length] : rest;
        behind = at + rest.Length;
        return rest;
    }
}
