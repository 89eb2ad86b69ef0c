using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SahelWatch.Language;

/// <summary>The number of letters in a text, by script.</summary>
/// <param name="Foreign">Letters of Persian and Urdu that do not exist in Arabic.</param>
internal readonly record struct ScriptCount(int Letters, int Latin, int Arabic, int Foreign)
{
    private const int Stretch = 8;

    // Foreign names may bring such a letter into an Arabic text; in Persian or Urdu it is about every tenth letter.
    public bool IsPersianOrUrdu => Foreign * 40 > Arabic;

    public static ScriptCount operator +(ScriptCount a, ScriptCount b) =>
        new(a.Letters + b.Letters, a.Latin + b.Latin, a.Arabic + b.Arabic, a.Foreign + b.Foreign);

    public static ScriptCount Of(ReadOnlySpan<char> text)
    {
        int latin = 0, arabic = 0, i = 0;
        var rest = default(ScriptCount);
        ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        for (; i + Stretch <= text.Length; i += Stretch)
        {
            var c = Vector128.LoadUnsafe(ref source, (nuint)i);
            var isArabic = Within(c, '\u0620', '\u064A'); // the Arabic alphabet: only letters, and none of the foreign ones
            if ((Within(c, '\0', '\u007F') | isArabic) != Vector128<ushort>.AllBitsSet)
            {
                rest += OneByOne(text.Slice(i, Stretch));
                continue;
            }

            latin += Count(Within(c | Vector128.Create((ushort)0x20), 'a', 'z'));
            arabic += Count(isArabic);
        }

        return new ScriptCount(latin + arabic, latin, arabic, 0) + rest + OneByOne(text[i..]);
    }

    private static ScriptCount OneByOne(ReadOnlySpan<char> text)
    {
        int letters = 0, latin = 0, arabic = 0, foreign = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            if (c < '\u0250')
                latin++;
            else if (c is >= '\u0600' and <= '\u06FF' or >= '\uFB50' and <= '\uFEFC')
                arabic++;
            if (c is 'پ' or 'چ' or 'ژ' or 'گ' or 'ٹ' or 'ڈ' or 'ڑ' or 'ں' or 'ے' or 'ۀ' or 'ۇ' or 'ە')
                foreign++;
        }

        return new(letters, latin, arabic, foreign);
    }

    private static int Count(Vector128<ushort> found) => BitOperations.PopCount(found.ExtractMostSignificantBits());

    private static Vector128<ushort> Within(Vector128<ushort> c, char first, char last) =>
        Vector128.LessThanOrEqual(c - Vector128.Create((ushort)first), Vector128.Create((ushort)(last - first)));
}
