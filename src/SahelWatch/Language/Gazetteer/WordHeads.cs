using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SahelWatch.Language.Gazetteer;

/// <summary>
/// How phrases begin, as a hash filter: says of most words of a text, by two looks into a small table, that no phrase begins there. Never says so
/// wrongly; where it says "perhaps", the trie decides. A phrase of several words is known by its first word and what the next begins with, for "the",
/// "le" and "a" stand everywhere, and The Gambia does not.
/// </summary>
internal sealed class WordHeads
{
    /// <summary>Of a word so many characters are looked at, with its length.</summary>
    private const int Window = 8;

    /// <summary>So many characters are looked at behind the one that ends the word.</summary>
    private const int Beyond = 3;

    private const int BitsAPhrase = 16; // a word in fifty or so is let through for nothing

    /// <summary>Which bits of a hash say which bits of a cell are set; the uppermost say which cell.</summary>
    private const int FirstBit = 40, SecondBit = 46;

    private readonly ulong[] _cells; // a phrase has both its bits in one of them (Putze, Sanders and Singler, "Cache-, hash- and space-efficient Bloom filters", JEA 2009)
    private readonly int _shift;
    private readonly int _stemLengths; // bit n: there are stems of n characters; those of more than the window are known by so many
    private readonly ulong _wordless; // 1 where there are phrases that begin with no word

    /// <param name="phrases">Folded; a stem stands for any ending of its last word.</param>
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

    /// <summary>Of the words that start in a block of text, those that a phrase may begin with, behind an Arabic prefix or not.</summary>
    /// <param name="text">Folded, and <see cref="FoldedText.Margin"/> characters more.</param>
    /// <param name="words">The block's letters and digits, as bits; only words that end in it.</param>
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

    /// <summary>Under any reading of its prefixes. All words have one and most have no more than two, so two are tried at once.</summary>
    /// <returns>
    /// 1 where a phrase may begin, 0 where none does; so do the others, since what comes next cannot be foretold and a branch for it is dear.
    /// </returns>
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // a cold start adds tens of thousands
    private void Add(string text, int length, int from)
    {
        ref var word = ref Padded(text);
        var hash = Hash(First(ref word), length);
        if (text.Length < length + 1 + Beyond)
        {
            Set(hash);
            return;
        }

        // Any separator may stand for any other: all spellings are added.
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

    private static ref ushort Padded(string text) =>
        ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetArrayDataReference(text.PadRight(text.Length + FoldedText.Margin, '\0').ToCharArray()));

    private void Set(ulong hash) => _cells[hash >> _shift] |= 1ul << (int)(hash >> FirstBit) | 1ul << (int)(hash >> SecondBit);

    private ulong IsSet(ulong hash)
    {
        var cell = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cells), (nuint)(hash >> _shift));
        return cell >> (int)(hash >> FirstBit) & cell >> (int)(hash >> SecondBit) & 1;
    }

    /// <summary>Without a branch on the length: how long a word is cannot be foretold, and this is done for every word of every text.</summary>
    private static ulong Hash(ulong first, int length)
    {
        var beyond = 8 * (Window - length);
        beyond &= ~(beyond >> 31); // 0 where the word fills the window
        return ((first << beyond >> beyond) ^ (ulong)length) * 0x9E3779B97F4A7C15;
    }

    private static ulong Hash(ulong word, ulong next) => (word ^ next) * 0xD6E8FEB86659FD93;

    private static ulong StemHash(ulong first, int length) => ~Hash(first, length) * 0xC2B2AE3D27D4EB4F;

    /// <summary>The characters of the window as one number: their lower halves, which tell the letters of one script from each other.</summary>
    private static ulong First(ref ushort text)
    {
        var characters = Vector128.LoadUnsafe(ref text);
        return Vector128.Narrow(characters, characters).AsUInt64().ToScalar();
    }

    private static ulong Next(ref ushort end) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref end)) >> 16;
}
