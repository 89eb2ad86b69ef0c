using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// The eight-bit encoding of bytes that nobody labelled, or labelled wrongly. In Latin text letters beyond ASCII stand alone among others; where they follow each other
/// the script is another one, and the encoding that turns them into the script's commonest letters is the right one.
/// </summary>
internal static class EncodingGuess
{
    private const int Sample = 64 * 1024; // bytes beyond ASCII that are looked at: a page of text decides, more changes nothing
    private const double Common = 0.45; // the ten or so commonest letters make 60 to 75 % of a text in their script

    private const string ArabicLetters = "اليمنورتبةعد";
    private const string CyrillicLetters = "оеаинтсрвлкм";

    private static readonly (int CodePage, string Letters)[] Candidates =
        [(Encodings.Arabic, ArabicLetters), (28596, ArabicLetters), (1251, CyrillicLetters), (20866, CyrillicLetters)];

    public static Encoding Of(ReadOnlySpan<byte> body)
    {
        var (letters, neighbours) = Collect(body);
        if (letters.Length == 0 || neighbours * 2 < letters.Length)
            return Encodings.Get(Encodings.Latin);
        var best = Candidates.Select(c => (c.CodePage, Share: ShareOf(letters, c.CodePage, c.Letters))).MaxBy(c => c.Share);
        return Encodings.Get(best.Share >= Common ? best.CodePage : Encodings.Latin);
    }

    /// <summary>The bytes from C0 up, where all eight-bit encodings have their letters, and how many of them follow another.</summary>
    private static (byte[] Letters, int Neighbours) Collect(ReadOnlySpan<byte> body)
    {
        var letters = new List<byte>();
        var (neighbours, last) = (0, -2);
        for (var i = 0; i < body.Length && letters.Count < Sample; i++)
        {
            if (body[i] < 0xC0)
                continue;
            letters.Add(body[i]);
            if (last == i - 1)
                neighbours++;
            last = i;
        }

        return ([.. letters], neighbours);
    }

    private static double ShareOf(byte[] letters, int codePage, string common) =>
        (double)Encodings.Get(codePage).GetString(letters).Count(c => common.Contains(c, StringComparison.Ordinal)) / letters.Length;
}

/// <summary>Tells UTF-8 with a few bad bytes from text that was never UTF-8.</summary>
internal static class Utf8Damage
{
    private const int GoodForEachBad = 4; // by chance, bytes of another encoding hardly ever make a valid sequence at all

    public static bool IsSlight(ReadOnlySpan<byte> body)
    {
        var (good, bad) = (0, 0);
        while (body.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var next)
        {
            body = body[next..];
            if (Rune.DecodeFromUtf8(body, out _, out var length) == System.Buffers.OperationStatus.Done)
                good++;
            else
                bad++;
            body = body[length..];
        }

        return good >= GoodForEachBad * bad;
    }
}
