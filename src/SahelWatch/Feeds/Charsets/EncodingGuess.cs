using System.Text;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// The eight-bit encoding of bytes that nobody labelled, or labelled wrongly. In Latin text letters beyond ASCII stand alone among others; where they follow each other
/// the script is another one, and the encoding that turns them into the script's commonest letters is the right one.
/// </summary>
internal static class EncodingGuess
{
    private const int Sample = 64 * 1024; // bytes beyond ASCII that are looked at: a page of text decides, more changes nothing
    private const double Common = 0.45; // the ten or so commonest letters make 60 to 75 % of a text in their script
    private const double Clearly = 0.1;

    private const string ArabicLetters = "اليمنورتبةعد";
    private const string CyrillicLetters = "оеаинтсрвлкм";

    private const string GreekLetters = "αοιετσνηυρπκλμςό";
    private const string HebrewLetters = "יוהלאתרמבשנ";

    private static readonly (int CodePage, string Letters)[] Candidates =
    [
        (Encodings.Arabic, ArabicLetters), (Encodings.ArabicIso, ArabicLetters), (1251, CyrillicLetters), (20866, CyrillicLetters), (28595, CyrillicLetters),
        (1253, GreekLetters), (1255, HebrewLetters),
    ];

    public static Encoding Of(ReadOnlySpan<byte> body)
    {
        var (letters, neighbours) = Collect(body);
        if (letters.Length > 0 && neighbours * 2 >= letters.Length)
        {
            var best = Candidates.Select(c => (c.CodePage, Share: ShareOf(letters, c.CodePage, c.Letters))).MaxBy(c => c.Share);
            if (best.Share >= Common)
                return Encodings.Get(best.CodePage);
        }

        return CjkGuess.Of(body) ?? Encodings.Get(IsTurkish(letters) ? Encodings.Turkish : Encodings.Latin);
    }

    /// <summary>The two Arabic encodings are named for each other; the label is believed unless the bytes clearly speak for the other one.</summary>
    public static Encoding Arabic(ReadOnlySpan<byte> body, Encoding label)
    {
        var other = label.CodePage == Encodings.Arabic ? Encodings.ArabicIso : Encodings.Arabic;
        var (letters, _) = Collect(body);
        if (letters.Length == 0)
            return label;
        var share = ShareOf(letters, other, ArabicLetters);
        return share >= Common && share > ShareOf(letters, label.CodePage, ArabicLetters) + Clearly ? Encodings.Get(other) : label;
    }

    /// <summary>ğ, ı, ş and İ stand where windows-1252 has the letters of Iceland, whose texts are full of á, é, í, ó, ú and æ.</summary>
    private static bool IsTurkish(byte[] letters)
    {
        var turkish = letters.Count(b => b is 0xF0 or 0xFD or 0xFE or 0xDD or 0xDE);
        return turkish >= 3 && turkish > 4 * letters.Count(b => b is 0xE1 or 0xE9 or 0xED or 0xF3 or 0xFA or 0xE6);
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
