using System.Text;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// Repairs text whose UTF-8 was taken for windows-1252 or windows-1256 and encoded again: "Ã©lection", "Ø§Ù„Ø¬ÙŠØ´", "ط§ظ„ط¬ظٹط´". Only if nothing else can
/// be meant: all non-ASCII characters form UTF-8 sequences, and at least one of these cannot be the last letter of a word followed by punctuation ("AMANHÃ…").
/// </summary>
internal static class DoubleEncoding
{
    /// <summary>The punctuation that may follow an accented capital in correct text.</summary>
    private const string Punctuation = "\u00A0…–—‘’“”«»°·„‚›‹";

    private static readonly FrozenDictionary<char, byte>[] Tables = [Table(Encodings.Latin), Table(Encodings.Arabic)];

    /// <returns>Null if the text is, or may be, correct.</returns>
    public static string? Repaired(ReadOnlySpan<char> text, ProblemList problems)
    {
        var first = text.IndexOfAnyExceptInRange('\0', '\x7F');
        if (first < 0 || first == text.Length - 1)
            return null;
        foreach (var table in Tables)
        {
            // Nearly every correct text fails this check on its first non-ASCII letter and the one after it.
            if (!Starts(text, first, table) || Decoded(text, table) is not { } repaired)
                continue;
            problems.Add("Text whose UTF-8 was encoded twice was repaired.");
            return repaired;
        }

        return null;
    }

    /// <summary>Whether a lead byte and one that may follow it are at this position.</summary>
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
                bytes[length++] = 0xA0; // "à", whose second byte became a space
            else if (bytes[length - 1] >= 0xC2 && !certain)
                certain = IsCertain(text, i, bytes[length - 1]);
        }

        return certain && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>A sequence of three characters is certain, and one of two unless the second may be punctuation after the last letter of a word.</summary>
    private static bool IsCertain(ReadOnlySpan<char> text, int at, byte lead)
    {
        if (at + 1 >= text.Length || text[at + 1] < 0x80)
            return false;
        var alone = text[at] is 'Ã' or 'Â' && (at == 0 || !char.IsLetter(text[at - 1]));
        return lead >= 0xE0 || alone || !Punctuation.Contains(text[at + 1], StringComparison.Ordinal) || (at + 2 < text.Length && char.IsLetter(text[at + 2]));
    }

    /// <summary>The byte for each non-ASCII character. C1 controls map to themselves, since Latin-1 has them where windows-1252 has letters.</summary>
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
