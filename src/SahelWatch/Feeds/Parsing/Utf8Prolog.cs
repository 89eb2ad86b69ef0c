using System.Buffers;
using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>What a body must be before its first tag for <see cref="Utf8Xml"/> to read on: free of bytes that XML forbids, with a plain XML declaration or none.</summary>
internal static class Utf8Prolog
{
    private static readonly SearchValues<byte> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Where(b => b is not ('\t' or '\n' or '\r')).Select(b => (byte)b)]);

    /// <summary>Takes a byte order mark and the XML declaration.</summary>
    public static bool TryTake(ref Utf8Cursor cursor)
    {
        if (cursor.Rest.ContainsAny(Forbidden) || HasNonCharacters(cursor.Rest))
            return false;
        cursor.Take("\uFEFF"u8);
        return !cursor.Rest.StartsWith("<?xml "u8) || TryTakeDeclaration(ref cursor);
    }

    private static bool TryTakeDeclaration(ref Utf8Cursor cursor)
    {
        cursor.Take("<?xml"u8);
        if (!TryTake(ref cursor, " version="u8, out var version) || !version.SequenceEqual("1.0"u8))
            return false;
        if (TryTake(ref cursor, " encoding="u8, out var encoding) && !Ascii.EqualsIgnoreCase(encoding, "utf-8"u8))
            return false;
        if (TryTake(ref cursor, " standalone="u8, out var standalone) && !standalone.SequenceEqual("yes"u8) && !standalone.SequenceEqual("no"u8))
            return false;
        cursor.TakeWhite();
        return cursor.Take("?>"u8);
    }

    private static bool TryTake(ref Utf8Cursor cursor, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        return cursor.Take(name) && cursor.TryTakeQuoted(out value);
    }

    /// <summary>U+FFFE and U+FFFF: good UTF-8, and no characters of XML.</summary>
    private static bool HasNonCharacters(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> first = [0xEF, 0xBF];
        for (var at = body.IndexOf(first); at >= 0; at = body.IndexOf(first))
        {
            if (at + 2 >= body.Length || body[at + 2] >= 0xBE)
                return true;
            body = body[(at + 3)..];
        }

        return false;
    }
}
