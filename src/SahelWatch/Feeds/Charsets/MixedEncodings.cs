using System.Buffers;
using System.Text;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// UTF-8 with other bytes in it: stray ones, or whole entries that a site copied from elsewhere without a look at their encoding. Read from tag to tag: what is
/// UTF-8 stays, what nearly is keeps its good characters, and the rest is in the encoding that all of it together looks like.
/// </summary>
internal static class MixedEncodings
{
    private const int GoodForEachBad = 4; // by chance, bytes of another encoding hardly ever make a valid sequence at all
    private const int CertainlyUtf8 = 3; // sequences in a text without one bad byte

    /// <summary>Whether bytes that are not UTF-8 were UTF-8 for a part, and not another encoding throughout.</summary>
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
        problems.Add($"Bytes that are not UTF-8 stand among UTF-8 and were read as {other.WebName}.");
        var text = new StringBuilder(body.Length);
        while (body.Length > 0)
        {
            var piece = Piece(body, out body);
            text.Append((IsNearlyUtf8(piece) ? Encodings.DamagedUtf8 : other).GetString(piece));
        }

        return text.ToString();
    }

    private static bool IsNearlyUtf8(ReadOnlySpan<byte> piece) => Count(piece) is var (good, bad) && good >= GoodForEachBad * bad;

    /// <summary>From a tag's start to before the next one's.</summary>
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
