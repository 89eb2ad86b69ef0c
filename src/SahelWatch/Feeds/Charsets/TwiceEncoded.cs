using System.Collections.Frozen;
using System.Text;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// Text whose UTF-8 was taken for windows-1252 or windows-1256 and encoded again: "Ã©lection", "Ø§Ù„Ø¬ÙŠØ´", "ط§ظ„ط¬ظٹط´". Mended only where nothing else can
/// be meant: every character beyond ASCII is part of a sequence of UTF-8, and one of them is no word's last letter with a mark of punctuation behind it
/// ("AMANHÃ…").
/// </summary>
internal static class TwiceEncoded
{
    /// <summary>What the marks are that may stand behind a capital letter with an accent in sound text.</summary>
    private const string Punctuation = "\u00A0…–—‘’“”«»°·„‚›‹";

    private static readonly FrozenDictionary<char, byte>[] Tables = [Table(Encodings.Latin), Table(Encodings.Arabic)];

    /// <returns>The text itself where it is sound, or may be.</returns>
    public static string Mended(string text, ProblemList problems) => Repaired(text, problems) ?? text;

    /// <returns>Null where the text is sound, or may be.</returns>
    public static string? Repaired(ReadOnlySpan<char> text, ProblemList problems)
    {
        var first = text.IndexOfAnyExceptInRange('\0', '\x7F');
        if (first < 0 || first == text.Length - 1)
            return null;
        foreach (var table in Tables)
        {
            // Nearly every sound text is told by its first letter beyond ASCII and the one behind it.
            if (!Starts(text, first, table) || Decoded(text, table) is not { } mended)
                continue;
            problems.Add("Text whose UTF-8 was encoded twice was repaired.");
            return mended;
        }

        return null;
    }

    /// <summary>The first byte of a sequence, and one that may follow it.</summary>
    private static bool Starts(ReadOnlySpan<char> text, int at, FrozenDictionary<char, byte> table) =>
        table.TryGetValue(text[at], out var lead) && lead is >= 0xC2 and <= 0xF4
        && ((text[at] == 'Ã' && text[at + 1] == ' ') || (table.TryGetValue(text[at + 1], out var next) && next < 0xC0));

    private static string? Decoded(ReadOnlySpan<char> text, FrozenDictionary<char, byte> table)
    {
        var bytes = new byte[text.Length + text.Count('Ã')];
        var (length, certain) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                bytes[length++] = (byte)text[i];
            else if (!table.TryGetValue(text[i], out bytes[length++]))
                return null;
            else if (text[i] == 'Ã' && (i + 1 == text.Length || text[i + 1] == ' '))
                bytes[length++] = 0xA0; // "à", whose second half was taken for a space
            else if (bytes[length - 1] >= 0xC2 && !certain)
                certain = IsCertain(text, i, bytes[length - 1]);
        }

        return certain && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>A sequence of three characters is; one of two, unless its second is punctuation behind a word's last letter.</summary>
    private static bool IsCertain(ReadOnlySpan<char> text, int at, byte lead)
    {
        if (at + 1 >= text.Length || text[at + 1] < 0x80)
            return false;
        var alone = text[at] is 'Ã' or 'Â' && (at == 0 || !char.IsLetter(text[at - 1]));
        return lead >= 0xE0 || alone || !Punctuation.Contains(text[at + 1], StringComparison.Ordinal) || (at + 2 < text.Length && char.IsLetter(text[at + 2]));
    }

    /// <summary>The byte of each character beyond ASCII. Controls stand for themselves: Latin-1 has them where windows-1252 has letters.</summary>
    private static FrozenDictionary<char, byte> Table(int codePage)
    {
        var table = new Dictionary<char, byte>();
        var high = Enumerable.Range(0x80, 0x80).Select(b => (byte)b).ToArray();
        foreach (var (c, b) in Encodings.Get(codePage).GetString(high).Zip(high))
            table.TryAdd(c, b);
        foreach (var b in high.Where(b => b < 0xA0))
            table.TryAdd((char)b, b);
        return table.ToFrozenDictionary();
    }
}
