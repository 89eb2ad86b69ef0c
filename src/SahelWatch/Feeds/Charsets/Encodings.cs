using System.Text;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// Encodings by their labels on the web (WHATWG Encoding section 4.2), which often mean a superset: ISO-8859-1 is windows-1252. The framework knows the others.
/// </summary>
internal static class Encodings
{
    public const int Latin = 1252;
    public const int Arabic = 1256;
    public const int ArabicIso = 28596;
    public const int LatinEuro = 28605;
    public const int Iso2022Jp = 50220;
    private const int Utf7 = 65000; // can smuggle markup past filters; no feed needs it

    private static readonly FrozenDictionary<string, int> CodePages = new (int CodePage, string Labels)[]
    {
        (Latin, "ascii us-ascii iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 x-cp1252 ansi"),
        (LatinEuro, "iso8859-15 latin-9"),
        (1254, "iso-8859-9 latin5"),
        (Arabic, "x-cp1256 arabic-windows"),
        (ArabicIso, "iso8859-6 iso-8859-6-i iso-8859-6-e asmo-708"),
        (949, "euc-kr"),
        (54936, "gb2312 gbk x-gbk gb_2312-80 chinese"),
        (65001, "utf8"),
    }.SelectMany(c => c.Labels.Split(' ').Select(label => (label, c.CodePage)))
        .ToFrozenDictionary(p => p.label, p => p.CodePage, StringComparer.OrdinalIgnoreCase);

    /// <summary>UTF-8 that contains other bytes: stands for what <see cref="MixedEncodings"/> decodes.</summary>
    public static Encoding DamagedUtf8 { get; } = new UTF8Encoding();

    public static Encoding Get(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

    /// <returns>Null for unknown labels, and for UTF-16 and UTF-32, which are recognised by their bytes: as labels of other bytes they are wrong.</returns>
    public static Encoding? Labelled(string label)
    {
        if (label.Length == 0 || label.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
            || label.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase))
            return null;
        if (CodePages.TryGetValue(label, out var codePage))
            return Get(codePage);
        try
        {
            var known = CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.GetEncoding(label);
            return known.CodePage is Utf7 ? null : known;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
