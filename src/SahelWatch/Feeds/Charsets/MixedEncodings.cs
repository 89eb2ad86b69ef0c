using System.Buffers;
using System.Text;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// Decodes UTF-8 that contains other bytes: stray ones, or whole entries that a site copied from elsewhere in another encoding. Each piece from one tag to the
/// next is read on its own: mostly valid UTF-8 as UTF-8, and the others in one encoding that is guessed from all of them together.
/// </summary>
internal static class MixedEncodings
{
    private const int GoodForEachBad = 4; // bytes of another encoding hardly ever form a valid sequence by chance
    private const int CertainlyUtf8 = 3; // sequences in a piece without a bad byte

    /// <summary>Whether bytes that are not valid UTF-8 are partly UTF-8, rather than in another encoding throughout.</summary>
    public static bool HasUtf8(ReadOnlySpan<byte> body)
    {
        var (allGood, allBad) = (0, 0);
        while (body.Length > 0)
        {
            var (good, bad) = Count(Piece(body, out body));
            if (good >= CertainlyUtf8 && bad == 0)
                return true;
            (allGood, allBad) = (allGood + good, allBad + bad);
        }

        return allGood >= GoodForEachBad * allBad;
    }

    public static string Decode(ReadOnlySpan<byte> body, ProblemList problems)
    {
        var others = new ArrayBufferWriter<byte>();
        for (var rest = body; rest.Length > 0;)
        {
            var piece = Piece(rest, out rest);
            if (!IsNearlyUtf8(piece))
                others.Write(piece);
        }

        var other = EncodingGuess.Of(others.WrittenSpan);
        problems.Add($"The UTF-8 contains other bytes, which were read as {other.WebName}.");
        var text = new StringBuilder(body.Length);
        while (body.Length > 0)
        {
            var piece = Piece(body, out body);
            if (IsNearlyUtf8(piece))
                AppendUtf8(text, piece);
            else
                text.Append(other.GetString(piece));
        }

        return text.ToString();
    }

    /// <summary>Stray bytes are read as windows-1252.</summary>
    private static void AppendUtf8(StringBuilder text, ReadOnlySpan<byte> piece)
    {
        for (int length; !piece.IsEmpty; piece = piece[length..])
        {
            var isValid = Rune.DecodeFromUtf8(piece, out var rune, out length) == OperationStatus.Done;
            text.Append(isValid ? rune.ToString() : Encodings.Get(Encodings.Latin).GetString(piece[..length]));
        }
    }

    private static bool IsNearlyUtf8(ReadOnlySpan<byte> piece) => Count(piece) is var (good, bad) && good >= GoodForEachBad * bad;

    /// <summary>From the start of one tag to the start of the next.</summary>
    private static ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> rest)
    {
        var next = body[1..].IndexOf((byte)'<') + 1;
        rest = next == 0 ? [] : body[next..];
        return next == 0 ? body : body[..next];
    }

    private static (int Good, int Bad) Count(ReadOnlySpan<byte> piece)
    {
        var (good, bad) = (0, 0);
        while (piece.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var next)
        {
            piece = piece[next..];
            if (Rune.DecodeFromUtf8(piece, out _, out var length) == OperationStatus.Done)
                good++;
            else
                bad++;
            piece = piece[length..];
        }

        return (good, bad);
    }
}
