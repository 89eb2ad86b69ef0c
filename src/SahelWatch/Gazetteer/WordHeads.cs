using System.Numerics;
using System.Runtime.InteropServices;
using SahelWatch.Text;

namespace SahelWatch.Gazetteer;

/// <summary>
/// The words that phrases begin with, as a hash filter of one bit each: says of most words of a text, by one look into a small table, that no phrase
/// begins there. Never says so wrongly; where it says "perhaps", the trie decides.
/// </summary>
internal sealed class WordHeads
{
    /// <summary>Of a word so many characters at each end are looked at, with its length.</summary>
    private const int Ends = 4;

    private const int BitsAWord = 16; // one word in sixteen is let through for nothing

    private readonly ulong[] bits;
    private readonly int shift;
    private readonly int stemLengths; // bit n: there are stems of n characters; those of Ends and more are known by so many

    /// <param name="phrases">Folded; a stem stands for any ending of its last word.</param>
    public WordHeads(IReadOnlyList<(string Text, bool IsStem)> phrases)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(phrases.Count * BitsAWord, 64));
        bits = new ulong[size / 64];
        shift = 64 - BitOperations.Log2((uint)size);
        foreach (var (text, isStem) in phrases)
        {
            var length = WordMask.EndOfWord(text, 0);
            var isOpen = isStem && length == text.Length;
            if (isOpen)
                stemLengths |= 1 << Math.Min(length, Ends);
            Set(isOpen ? StemHash(Start(text, 0, Math.Min(length, Ends))) : Hash(text, 0, length));
        }
    }

    /// <summary>Whether a phrase may begin with the word from <paramref name="start"/> to <paramref name="end"/>, or, where that is empty, with what follows it.</summary>
    public bool MayBegin(ReadOnlySpan<char> text, int start, int end)
    {
        if (IsSet(Hash(text, start, end - start)))
            return true;
        for (var lengths = stemLengths; lengths != 0; lengths &= lengths - 1)
        {
            var length = BitOperations.TrailingZeroCount(lengths);
            if (length <= end - start && IsSet(StemHash(Start(text, start, length))))
                return true;
        }

        return false;
    }

    private void Set(ulong hash) => bits[(int)(hash >> shift) / 64] |= 1ul << (int)(hash >> shift);

    private bool IsSet(ulong hash)
    {
        var bit = (int)(hash >> shift);
        return (bits[bit >>> 6] >> bit & 1) != 0;
    }

    /// <summary>Without a branch on the length: how long a word is cannot be foretold, and this is done for every word of every text.</summary>
    private static ulong Hash(ReadOnlySpan<char> text, int start, int length)
    {
        var beyond = length - Ends;
        beyond &= ~(beyond >> 31); // 0 where the word is short
        var first = Start(text, start, length - beyond);
        var last = Start(text, start + beyond, length - beyond);
        return ((first * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(last, 19) ^ (ulong)length) * 0xD6E8FEB86659FD93;
    }

    private static ulong StemHash(ulong start) => ~start * 0xC2B2AE3D27D4EB4F;

    /// <summary>Up to <see cref="Ends"/> characters as one number.</summary>
    private static ulong Start(ReadOnlySpan<char> text, int start, int length)
    {
        if (start + Ends <= text.Length)
            return MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text.Slice(start, Ends))) & ((1ul << 8 * length << 8 * length) - 1);

        var number = 0ul;
        for (var i = 0; i < length; i++)
            number |= (ulong)text[start + i] << 16 * i;
        return number;
    }
}
