using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Recovery;

/// <summary>
/// Closes comments, CDATA sections, tags and quoted values that are left open: a tokenizer would read them up to the end of another one, or of the text.
/// </summary>
internal static partial class MissingEnds
{
    private const string Start = "<![CDATA[";
    private const string End = "]]>";

    /// <remarks>Every "&lt;/&gt;" would take the tokenizer one call deeper, so a million of them would overflow the stack.</remarks>
    public static string Added(string text, ProblemList problems) =>
        Tags(Cdata(Comments(text, problems), problems)).Replace("</>", "</ >", StringComparison.Ordinal);

    /// <summary>Not by Regex.Replace, which keeps the parts of all matches in pooled arrays: 32 MB for a body of nothing but open tags.</summary>
    private static string Tags(string text)
    {
        var mended = new StringBuilder();
        var (written, left) = (0, FeedLimits.Elements);
        for (var match = Tag().Match(text); match.Success && left > 0; match = match.NextMatch(), left--)
        {
            if (match.Groups["whole"].Success)
                continue;
            mended.Append(text.AsSpan(written..match.Index));
            foreach (var part in (ReadOnlySpan<string>)["tag", "quote", "value", "quote", "empty"])
                mended.Append(match.Groups[part].ValueSpan);
            mended.Append('>');
            written = match.Index + match.Length;
        }

        return written == 0 ? text : mended.Append(text.AsSpan(written)).ToString();
    }

    /// <summary>A comment that is not closed ends with its first tag.</summary>
    private static string Comments(string text, ProblemList problems)
    {
        var last = text.LastIndexOf("-->", StringComparison.Ordinal) + 1;
        if (text.IndexOf("<!--", last, StringComparison.Ordinal) < 0)
            return text;
        problems.Add("A comment is not closed.");
        return new StringBuilder(text).Replace("<!--", "<!", last, text.Length - last).ToString();
    }

    /// <summary>A section that does not end before the next one starts ends with the element that it is in.</summary>
    private static string Cdata(string text, ProblemList problems)
    {
        text = text.Replace("<![cdata[", Start, StringComparison.Ordinal);
        var mended = new StringBuilder();
        var (written, end) = (0, 0);
        for (int next, start = text.IndexOf(Start, StringComparison.Ordinal); start >= 0; start = next)
        {
            // Each search stops at the next section or is not repeated, so that all of them together take linear time.
            next = text.IndexOf(Start, start + Start.Length, StringComparison.Ordinal);
            if (end >= 0 && end < start)
                end = text.IndexOf(End, start, StringComparison.Ordinal);
            var inside = text.AsSpan(start..(next < 0 ? text.Length : next));
            if (end >= 0 && end < start + inside.Length)
                continue;
            problems.Add("A CDATA section is not closed.");
            if (inside.IndexOf($"</{ElementAround(text.AsSpan(0, start))}", StringComparison.OrdinalIgnoreCase) is not (>= 0 and var close))
                continue;
            mended.Append(text.AsSpan(written..(start + close))).Append(End);
            written = start + close;
        }

        if (written == 0 && end >= 0)
            return text; // a large body is not copied in vain
        return mended.Append(text.AsSpan(written)).Append(end < 0 ? End : "").ToString();
    }

    private static ReadOnlySpan<char> ElementAround(ReadOnlySpan<char> before)
    {
        var tag = before[(before.LastIndexOf('<') + 1)..];
        return tag[..Math.Max(0, tag.IndexOfAny(' ', '>'))];
    }

    /// <summary>A tag or value that contains "&lt;" has lost its end. Comments and CDATA sections match too, and are left as they are.</summary>
    [GeneratedRegex(
        """
        (?<whole><!\[CDATA\[.*?\]\]|<!--.*?--)>
        |(?<tag></?\p{L}(?>(?:[^<>"']+|"[^"<]*"|'[^'<]*')*))
        (?:(?<quote>["'])(?<value>[^\s<>"']*?)(?:\s[^<>"']*?)?(?<empty>/?)(?:>|(?=[<"'])|\z)|(?=<))
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tag();
}
