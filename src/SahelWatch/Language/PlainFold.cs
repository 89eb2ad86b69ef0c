using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SahelWatch.Language;

/// <summary>
/// Folds blocks of text in which every character becomes exactly one character, with vector instructions: nearly all English, French and Arabic text.
/// </summary>
internal static class PlainFold
{
    private const int Stretch = 16;
    private const uint NotPlain = uint.MaxValue;

    /// <summary>The high bytes of the two pages of 256 characters that have tables.</summary>
    private const int LatinPage = 0x00, ArabicPage = 0x06;

    /// <summary>The low byte of what each character of a page folds to; zero unless that is one character in the same page.</summary>
    private static readonly byte[] Latin = Page(LatinPage), Arabic = Page(ArabicPage);

    /// <summary>
    /// Folds as many whole blocks from the start of <paramref name="text"/> as are plain: no characters that are dropped or expand, no two spaces in a row.
    /// </summary>
    /// <param name="folded">At least as long as the text.</param>
    /// <param name="afterSpace">Whether the preceding character is a space.</param>
    /// <returns>The number of characters folded, which is also the number written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded, bool afterSpace)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(folded[..text.Length]));
        var before = afterSpace ? 1u : 0;
        var i = 0;
        for (; i + Stretch <= text.Length; i += Stretch)
        {
            var spaces = Fold(ref Unsafe.Add(ref source, i), ref Unsafe.Add(ref target, i), before);
            if (spaces == NotPlain)
                return i;
            before = spaces >> (Stretch - 1);
        }

        if (i < Stretch || i == text.Length)
            return i;
        var last = text.Length - Stretch; // the last block overlaps characters that are already folded
        before = folded[last - 1] == ' ' ? 1u : 0;
        return Fold(ref Unsafe.Add(ref source, last), ref Unsafe.Add(ref target, last), before) == NotPlain ? last : text.Length;
    }

    /// <summary>Folds one block.</summary>
    /// <param name="before">1 after a space.</param>
    /// <returns>The positions of spaces as bits; <see cref="NotPlain"/> if the block is not plain and what was written is meaningless.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Fold(ref ushort source, ref ushort target, uint before)
    {
        var low = Vector128.LoadUnsafe(ref source);
        var high = Vector128.LoadUnsafe(ref source, Stretch / 2);
        if (((low | high) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
            return FoldPage(ref source, ref target, before);

        var all = Vector128.Narrow(low, high);
        if (IsIrregularAscii(all) != Vector128<byte>.Zero)
            return NotPlain;
        var (first, second) = Vector128.Widen(LowerAscii(all));
        first.StoreUnsafe(ref target);
        second.StoreUnsafe(ref target, Stretch / 2);
        return Spaces(all, before);
    }

    /// <summary>The same if some characters are not ASCII: they must all be in the two pages, or be typographic apostrophes.</summary>
    private static uint FoldPage(ref ushort source, ref ushort target, uint before)
    {
        var low = PlainApostrophes(Vector128.LoadUnsafe(ref source));
        var high = PlainApostrophes(Vector128.LoadUnsafe(ref source, Stretch / 2));
        var all = Vector128.Narrow(low, high);
        var pages = Vector128.Narrow(low >>> 8, high >>> 8);
        var isArabic = Vector128.Equals(pages, Vector128.Create((byte)ArabicPage));
        var isAscii = Vector128.Equals(pages, Vector128<byte>.Zero) & Vector128.LessThan(all, Vector128.Create((byte)0x80));
        Vector128<byte> lookedUp;
        if (pages == Vector128<byte>.Zero)
            lookedUp = Row(Latin, 0xA0, all) | Row(Latin, 0xB0, all) | Row(Latin, 0xC0, all) | Row(Latin, 0xD0, all) | Row(Latin, 0xE0, all) | Row(
                Latin, 0xF0, all);
        else if ((isArabic | isAscii) == Vector128<byte>.AllBitsSet)
            lookedUp = Row(Arabic, 0x00, all) | Row(Arabic, 0x10, all) | Row(Arabic, 0x20, all) | Row(Arabic, 0x30, all) | Row(Arabic, 0x40, all);
        else
            return NotPlain;

        var irregular = Vector128.ConditionalSelect(isAscii, IsIrregularAscii(all), Vector128.Equals(lookedUp, Vector128<byte>.Zero));
        if (irregular != Vector128<byte>.Zero)
            return NotPlain;
        all = Vector128.ConditionalSelect(isAscii, LowerAscii(all), lookedUp);
        pages = isArabic & Vector128.Create((byte)ArabicPage);
        var (first, second) = Vector128.Widen(all);
        var (firstPages, secondPages) = Vector128.Widen(pages);
        (first | firstPages << 8).StoreUnsafe(ref target);
        (second | secondPages << 8).StoreUnsafe(ref target, Stretch / 2);
        return Spaces(Vector128.ConditionalSelect(isArabic, Vector128<byte>.Zero, all), before);
    }

    private static uint Spaces(Vector128<byte> all, uint before)
    {
        var spaces = Vector128.Equals(all, Vector128.Create((byte)' ')).ExtractMostSignificantBits();
        return (spaces & (spaces << 1 | before)) == 0 ? spaces : NotPlain;
    }

    private static Vector128<byte> LowerAscii(Vector128<byte> all) =>
        all | (Vector128.LessThan(all - Vector128.Create((byte)'A'), Vector128.Create((byte)26)) & Vector128.Create((byte)0x20));

    private static Vector128<byte> IsIrregularAscii(Vector128<byte> all) =>
        Vector128.LessThan(all, Vector128.Create((byte)' ')) | Vector128.Equals(all, Vector128.Create((byte)'`')) | Vector128.Equals(
            all, Vector128.Create((byte)0x7F));

    private static Vector128<ushort> PlainApostrophes(Vector128<ushort> c) =>
        Vector128.ConditionalSelect(Vector128.Equals(c, Vector128.Create((ushort)'’')), Vector128.Create((ushort)'\''), c);

    /// <summary>What the characters in one row of 16 of a page become; zero for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // otherwise the JIT compiler inlines only the calls that its profile has seen
    private static Vector128<byte> Row(byte[] page, byte row, Vector128<byte> all) =>
        Vector128.Shuffle(Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(page), row), all - Vector128.Create(row));

    private static byte[] Page(int page)
    {
        var folded = new byte[256];
        for (var c = 0; c < folded.Length; c++)
        {
            var to = FoldTable.Of((char)(page << 8 | c));
            folded[c] = FoldTable.IsIrregular(to) || to >> 8 != page ? (byte)0 : (byte)to;
        }

        return folded;
    }
}
