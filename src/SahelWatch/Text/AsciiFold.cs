using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SahelWatch.Text;

/// <summary>Folds stretches of text that need nothing but lower case, many characters at a time: most of what is written in English, and much of French.</summary>
internal static class AsciiFold
{
    private const int Stretch = 16;

    /// <summary>Folds from <paramref name="text"/>'s start as many whole stretches as are plain: printable ASCII without a grave accent, no two spaces together.</summary>
    /// <param name="folded">At least as long as the text.</param>
    /// <param name="afterSpace">What stands before is a space.</param>
    /// <returns>How many characters were folded; as many were written.</returns>
    public static int Plain(ReadOnlySpan<char> text, Span<char> folded, bool afterSpace)
    {
        var before = afterSpace ? 1u : 0;
        ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        ref var target = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(folded[..text.Length]));
        var i = 0;
        for (; i + Stretch <= text.Length; i += Stretch)
        {
            var low = Vector128.LoadUnsafe(ref source, (nuint)i);
            var high = Vector128.LoadUnsafe(ref source, (nuint)i + 8);
            if (((low | high) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
                break;
            var all = Vector128.Narrow(low, high);
            var spaces = Vector128.Equals(all, Vector128.Create((byte)' ')).ExtractMostSignificantBits();
            var others = Vector128.LessThan(all, Vector128.Create((byte)' ')) | Vector128.Equals(all, Vector128.Create((byte)'`')) | Vector128.Equals(all, Vector128.Create((byte)0x7F));
            if (others != Vector128<byte>.Zero || (spaces & (spaces << 1 | before)) != 0)
                break;
            before = spaces >> (Stretch - 1);
            var capitals = Vector128.LessThan(all - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
            all |= capitals & Vector128.Create((byte)0x20);
            var (first, second) = Vector128.Widen(all);
            first.StoreUnsafe(ref target, (nuint)i);
            second.StoreUnsafe(ref target, (nuint)i + 8);
        }

        return i;
    }
}
