using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Recovery;

/// <summary>
/// Entities that a DOCTYPE declares with a short literal value, as hand-written feeds do. Values that refer to other entities or to files are ignored,
/// and the total expansion is limited, so nothing can be fetched or expand exponentially.
/// </summary>
internal sealed partial class DeclaredEntities
{
    private const int LongestSubset = 16_000; // characters from the start of the text
    private const int MaxExpansion = 100_000; // characters in one document

    private readonly Dictionary<string, string> _values = [];
    private int _expanded;

    /// <summary>Reads the declaration at the start of the text, if there is one.</summary>
    /// <returns>The text without the declaration.</returns>
    public string Take(string text)
    {
        var window = text.AsSpan(0, Math.Min(LongestSubset, text.Length));
        var start = window.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0 || window[..start].Contains("<![CDATA[", StringComparison.Ordinal))
            return text;
        var length = window[start..].IndexOf('>') + 1;
        if (window.Slice(start, length).Contains('['))
        {
            length = window[start..].IndexOf("]>") is > 0 and var close ? close + 2 : length;
            foreach (var groups in Declaration().Matches(text.Substring(start, length)).Select(declaration => declaration.Groups))
                _values.TryAdd(groups["name"].Value, groups["value"].Value);
        }

        return text.Remove(start, length);
    }

    /// <param name="text">Starts with "&amp;".</param>
    /// <returns>The length of the reference; 0 if the document declares no such entity.</returns>
    public int Decode(ReadOnlySpan<char> text, out string value)
    {
        value = "";
        if (_values.Count == 0 || text[..Math.Min(text.Length, 34)].IndexOf(';') is not (> 1 and var end)
            || !_values.TryGetValue(text[1..end].ToString(), out var declared))
            return 0;
        _expanded += declared.Length;
        if (_expanded <= MaxExpansion)
            value = declared;
        return end + 1;
    }

    [GeneratedRegex("""<!ENTITY\s+(?<name>[\w.-]{1,32})\s+(?:"(?<value>[^"&%<]{0,64})"|'(?<value>[^'&%<]{0,64})')\s*>""")]
    private static partial Regex Declaration();
}
