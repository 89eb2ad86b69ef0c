using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Recovery;

/// <summary>
/// Entities that a DOCTYPE declares with a short literal value, as hand-written feeds do. Values that refer to other entities or to files are ignored,
/// and the total expansion is limited, so nothing can be fetched or expand exponentially.
/// </summary>
internal sealed partial class DeclaredEntities
{
    private const int LongestSubset = 16_000; // characters
    private const int MaxExpansion = 100_000; // characters in one document

    private readonly Dictionary<string, string> _values = [];
    private int _expanded;
    private bool _read;

    /// <param name="at">Where "&lt;!DOCTYPE" starts.</param>
    /// <returns>The position after the declaration.</returns>
    public int Read(string text, int at)
    {
        if (_read)
            return text.IndexOf('>', at) is >= 0 and var other ? other + 1 : text.Length;
        _read = true;
        var window = text.AsSpan(at, Math.Min(LongestSubset, text.Length - at));
        var end = window.IndexOf('>');
        var subset = window[..(end < 0 ? window.Length : end)].IndexOf('[');
        if (subset < 0)
            return end < 0 ? text.Length : at + end + 1;
        var close = window.IndexOf("]>");
        var declarations = window[subset..(close < 0 ? window.Length : close)].ToString();
        foreach (var groups in Declaration().Matches(declarations).Select(declaration => declaration.Groups))
            _values.TryAdd(groups["name"].Value, groups["value"].Value);
        return close < 0 ? at + end + 1 : at + close + 2;
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
