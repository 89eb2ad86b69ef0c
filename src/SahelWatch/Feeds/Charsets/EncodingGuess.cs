using System.Text;
using UtfUnknown;

namespace SahelWatch.Feeds.Charsets;

/// <summary>Guesses the encoding of unlabelled or mislabelled bytes with UTF.Unknown, which goes by the frequency of letters and letter pairs.</summary>
internal static class EncodingGuess
{
    private const int Sample = 64 * 1024; // bytes; more text does not change the result

    /// <summary>All are read as windows-1252: these encodings differ in rare letters, and headlines are too short to tell them apart.</summary>
    private static readonly FrozenSet<string> Western =
        ("ascii iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-10 iso-8859-13 iso-8859-15 iso-8859-16 windows-1250 windows-1252 windows-1257 windows-1258 "
            + "ibm852 x-mac-ce").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Encoding Of(ReadOnlySpan<byte> body) => Detected(body) is { } name && !Western.Contains(name) && Encodings.Labelled(name) is { } encoding
        ? encoding
        : Encodings.Get(Encodings.Latin);

    /// <summary>The two Arabic encodings are often confused; the label is trusted unless the bytes suggest the other one.</summary>
    public static Encoding Arabic(ReadOnlySpan<byte> body, Encoding label) =>
        Detected(body) is { } name && Encodings.Labelled(name) is { CodePage: Encodings.Arabic or Encodings.ArabicIso } encoding ? encoding : label;

    private static string? Detected(ReadOnlySpan<byte> body)
    {
        var first = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0)
            return null;
        body = body[first..];
        return CharsetDetector.DetectFromBytes(body[..Math.Min(body.Length, Sample)].ToArray()).Detected?.EncodingName;
    }
}
