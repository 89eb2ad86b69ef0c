using System.Globalization;
using System.Text;

namespace SahelWatch.Delivery.Mail;

/// <summary>Header fields: text from feeds in, ASCII lines out that no text can break out of (RFC 5322 2.2, RFC 2047).</summary>
internal static class HeaderText
{
    private const int MaxLine = 76; // RFC 2047 2: of a line with an encoded-word
    private const int MaxLength = 200; // UTF-16 units: what no list of mails shows is of no use in a subject
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    /// <summary>One line: controls and line separators become blanks, bidi embeddings and overrides go, isolates go unless every one is closed.</summary>
    public static string Clean(string value)
    {
        var keepIsolates = Balanced(value);
        var line = new StringBuilder(Math.Min(value.Length, MaxLength));
        foreach (var rune in value.EnumerateRunes())
        {
            if (IsOverride(rune.Value) || (IsIsolate(rune.Value) && !keepIsolates) || rune == Rune.ReplacementChar)
                continue;
            line.Append(IsBlank(rune) ? " " : rune.ToString());
        }
        var words = string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxLength ? words : Clean(string.Concat(Elements(words, MaxLength - 1)) + "…");
    }

    /// <summary>"Name: value" and CRLF, folded; encoded-words where the value is not plain ASCII, or looks like an encoded-word and would be decoded.</summary>
    public static string Unstructured(string name, string value)
    {
        var clean = Clean(value);
        return Ascii.IsValid(clean) && !clean.Contains("=?", StringComparison.Ordinal)
            ? Fold($"{name}: {clean}") + "\r\n"
            : $"{name}: {EncodedWords(clean, name.Length + 2)}\r\n";
    }

    /// <summary>A display name: a quoted-string (RFC 5322 3.2.4) or encoded-words.</summary>
    public static string Phrase(string value, int column)
    {
        var clean = Clean(value);
        return Ascii.IsValid(clean) && !clean.Contains("=?", StringComparison.Ordinal)
            ? $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : EncodedWords(clean, column);
    }

    /// <summary>Each word holds whole text elements (RFC 2047 5: a multi-octet character may not be split), so that no client shows half an emoji.</summary>
    private static string EncodedWords(string value, int column)
    {
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var element in Elements(value, int.MaxValue))
        {
            var bytes = Encoding.UTF8.GetBytes(element);
            var used = words.Count == 0 ? column : 1;
            if (word.Count > 0 && word.Count + bytes.Length > Capacity(used))
            {
                words.Add(WordStart + Convert.ToBase64String([.. word]) + WordEnd);
                word.Clear();
            }
            word.AddRange(bytes);
        }
        words.Add(WordStart + Convert.ToBase64String([.. word]) + WordEnd);
        return string.Join("\r\n ", words);
    }

    private static int Capacity(int column) => (MaxLine - column - WordStart.Length - WordEnd.Length) / 4 * 3;

    /// <summary>Text elements while they fit; one longer than a whole word (a pile of combining marks) comes apart at its characters.</summary>
    private static IEnumerable<string> Elements(string value, int max)
    {
        const int WholeWord = 30; // bytes; below the capacity of any word we write
        var elements = StringInfo.GetTextElementEnumerator(value);
        for (var taken = 0; elements.MoveNext();)
        {
            var element = elements.GetTextElement();
            IEnumerable<string> parts = Encoding.UTF8.GetByteCount(element) <= WholeWord ? [element] : element.EnumerateRunes().Select(r => r.ToString());
            foreach (var part in parts)
            {
                if ((taken += part.Length) > max)
                    yield break;
                yield return part;
            }
        }
    }

    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        var column = 0;
        foreach (var word in line.Split(' '))
        {
            var breaks = column > 0 && column + 1 + word.Length > MaxLine && folded[^1] != ':';
            folded.Append(column == 0 ? "" : breaks ? "\r\n " : " ").Append(word);
            column = breaks ? 1 + word.Length : column + (column == 0 ? 0 : 1) + word.Length;
        }
        return folded.ToString();
    }

    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsOverride(int rune) => rune is >= 0x202A and <= 0x202E;

    private static bool IsIsolate(int rune) => rune is >= 0x2066 and <= 0x2069;

    private static bool Balanced(string value)
    {
        var open = 0;
        foreach (var c in value.Where(c => IsIsolate(c)))
        {
            open += c == '\u2069' ? -1 : 1;
            if (open < 0)
                return false;
        }
        return open == 0;
    }
}
