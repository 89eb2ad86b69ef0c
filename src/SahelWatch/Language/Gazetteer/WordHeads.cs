using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SahelWatch.Language.Gazetteer;

/// <summary>
/// A Bloom filter for the starts of phrases: with two lookups in a small table it rules out most words of a text, never wrongly; for the others, the trie
/// decides. A phrase of several words is represented by its first word and the start of the second, because "the", "le" and "a" are everywhere, but The Gambia
/// is not.
/// </summary>
internal sealed class WordHeads
{
    /// <summary>The number of characters of a word that are hashed, together with its length.</summary>
    private const int Window = 8;

    /// <summary>The number of characters that are hashed after the one that ends the word.</summary>
    private const int Beyond = 3;

    private const int BitsAPhrase = 16; // gives about 2 % false positives

    /// <summary>The positions in a hash of the indexes of the two bits in a cell; the topmost bits select the cell.</summary>
    private const int FirstBit = 40, SecondBit = 46;

    private readonly ulong[] _cells; // both bits of a phrase are in the same cell (Putze, Sanders and Singler, "Cache-, hash- and space-efficient Bloom filters", JEA 2009)
    private readonly int _shift;
    private readonly int _stemLengths; // bit n: there are stems of n characters; longer ones are truncated to the window
    private readonly ulong _wordless; // 1 if there are phrases that do not start with a word

    /// <param name="phrases">Folded; a stem matches any ending of its last word.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // like Add, runs over tens of thousands of phrases at a cold start
    public WordHeads(IReadOnlyList<(string Text, bool IsStem)> phrases)
    {
        _cells = new ulong[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(phrases.Count * BitsAPhrase / 64, 2))];
        _shift = 64 - BitOperations.Log2((uint)_cells.Length);
        foreach (var (text, isStem) in phrases)
        {
            var length = WordMask.EndOfWord(text, 0);
            if (length == 0)
                _wordless = 1;
            else if (isStem && length == text.Length)
                _stemLengths |= 1 << AddStem(text);
            else
                Add(text, length, length + 1);
        }
    }

    /// <summary>The words starting in a block of text that may start a phrase, possibly after an Arabic prefix.</summary>
    /// <param name="text">Folded, with <see cref="FoldedText.Margin"/> characters of padding.</param>
    /// <param name="words">The block's letters and digits as bits; only of words that end in it.</param>
    public ulong Among(ReadOnlySpan<char> text, int block, ulong words)
    {
        ref var from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text[block..(block + WordMask.Width + FoldedText.Margin)]));
        var found = 0ul;
        for (var starts = words & ~(words << 1); starts != 0; starts &= starts - 1)
        {
            var start = BitOperations.TrailingZeroCount(starts);
            var length = BitOperations.TrailingZeroCount(~(words >> start));
            ref var word = ref Unsafe.Add(ref from, start);
            var next = Next(ref Unsafe.Add(ref word, length));
            found |= (ArabicPrefixes.IsArabic((char)word) ? MayBeginArabic(ref word, length, next) : MayBegin(ref word, length, next)) << start;
        }

        return found;
    }

    /// <summary>Tries all readings of the prefixes. All words have one and most have at most two, so two are always tried.</summary>
    /// <returns>1 if a phrase may start here, else 0; a number, as in the other methods, to avoid unpredictable branches.</returns>
    private ulong MayBeginArabic(ref ushort word, int length, ulong next)
    {
        var prefixes = ArabicPrefixes.Lengths(First(ref word), length);
        var longest = BitOperations.Log2((uint)prefixes);
        var found = MayBegin(ref word, length, next) | MayBeginBehind(longest, ref word, length, next);
        for (var others = prefixes & ~1 & ~(1 << longest); others != 0; others &= others - 1)
            found |= MayBeginBehind(BitOperations.TrailingZeroCount(others), ref word, length, next);
        return found;
    }

    private ulong MayBeginBehind(int prefix, ref ushort word, int length, ulong next) =>
        prefix == length ? _wordless : MayBegin(ref Unsafe.Add(ref word, prefix), length - prefix, next);

    private ulong MayBegin(ref ushort word, int length, ulong next)
    {
        var first = First(ref word);
        var hash = Hash(first, length);
        var found = IsSet(hash) | IsSet(Hash(hash, next));
        return _stemLengths == 0 ? found : found | MayBeginStem(first, length);
    }

    private ulong MayBeginStem(ulong first, int length)
    {
        var found = 0ul;
        for (var lengths = _stemLengths & ((2 << Math.Min(length, Window)) - 1); lengths != 0; lengths &= lengths - 1)
            found |= IsSet(StemHash(first, BitOperations.TrailingZeroCount(lengths)));
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(string text, int length, int from)
    {
        ref var word = ref Padded(text);
        var hash = Hash(First(ref word), length);
        if (text.Length < length + 1 + Beyond)
        {
            Set(hash);
            return;
        }

        // Separators are equivalent, so all spellings are added.
        var separator = text.AsSpan(from, length + 1 + Beyond - from).IndexOfAny(NameTrie.Separators);
        if (separator < 0)
        {
            Set(Hash(hash, Next(ref Unsafe.Add(ref word, length))));
            return;
        }

        var at = from + separator;
        foreach (var spelling in NameTrie.Separators)
            Add($"{text[..at]}{spelling}{text[(at + 1)..]}", length, at + 1);
    }

    private int AddStem(string text)
    {
        var length = Math.Min(text.Length, Window);
        Set(StemHash(First(ref Padded(text)), length));
        return length;
    }

    private static ref ushort Padded(string text)
    {
        var padded = new char[text.Length + FoldedText.Margin];
        text.CopyTo(padded);
        return ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetArrayDataReference(padded));
    }

    private void Set(ulong hash) => _cells[hash >> _shift] |= 1ul << (int)(hash >> FirstBit) | 1ul << (int)(hash >> SecondBit);

    private ulong IsSet(ulong hash)
    {
        var cell = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cells), (nuint)(hash >> _shift));
        return cell >> (int)(hash >> FirstBit) & cell >> (int)(hash >> SecondBit) & 1;
    }

    /// <summary>Does not branch on the length, which is unpredictable, because this is called for every word of every text.</summary>
    private static ulong Hash(ulong first, int length)
    {
        var beyond = 8 * (Window - length);
        beyond &= ~(beyond >> 31); // 0 if the word fills the window
        return ((first << beyond >> beyond) ^ (ulong)length) * 0x9E3779B97F4A7C15;
    }

    private static ulong Hash(ulong word, ulong next) => (word ^ next) * 0xD6E8FEB86659FD93;

    private static ulong StemHash(ulong first, int length) => ~Hash(first, length) * 0xC2B2AE3D27D4EB4F;

    /// <summary>The low bytes of the characters in the window as one number; they distinguish the letters within a script.</summary>
    private static ulong First(ref ushort text)
    {
        var characters = Vector128.LoadUnsafe(ref text);
        return Vector128.Narrow(characters, characters).AsUInt64().ToScalar();
    }

    private static ulong Next(ref ushort end) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref end)) >> 16;
}
