using System.Text;
using SahelWatch.Delivery.Webhooks;

namespace SahelWatch.Delivery.Mail;

/// <summary>Makes text from feeds safe for a header field: a single line without characters that could break out of it.</summary>
internal static class HeaderText
{
    private const int MaxLength = 200; // UTF-16 units; no mail client shows more of a subject in its list

    /// <summary>Replaces control characters by spaces; removes bidirectional embeddings and overrides, and isolates unless all are closed.</summary>
    public static string Clean(string value)
    {
        var kept = value.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && rune.Value is not (>= 0x202A and <= 0x202E))
            .Select(rune => Rune.IsControl(rune) ? " " : rune.ToString());
        var line = MessageText.Cut(string.Join(' ', string.Concat(kept).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), MaxLength);
        return IsBalanced(line) ? line : string.Concat(line.Where(c => !IsIsolate(c)));
    }

    private static bool IsIsolate(char c) => c is >= '\u2066' and <= '\u2069';

    private static bool IsBalanced(string line)
    {
        var open = 0;
        return line.Where(IsIsolate).All(c => (open += c == '\u2069' ? -1 : 1) >= 0) && open == 0;
    }
}
