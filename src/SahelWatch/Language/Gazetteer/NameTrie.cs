using System.Runtime.CompilerServices;

namespace SahelWatch.Language.Gazetteer;

/// <summary>
/// A set of folded phrases as a double-array trie (Aoe, "An efficient digital search algorithm by using a double-array structure", IEEE TSE 1989):
/// one array access per character, whatever the number of phrases. Dashes and spaces are one separator.
/// </summary>
internal sealed class NameTrie
{
    public const int Root = 1;
    public const int Dead = 0;

    /// <summary>Characters that stand for one another.</summary>
    public const string Separators = " -_";

    /// <summary>Small dense codes for the characters that occur in phrases; 0 for those that occur in none.</summary>
    private readonly ushort[] _codes = new ushort[char.MaxValue + 1];
    private Slot[] _slots = new Slot[1 << 17]; // what the shipped gazetteer needs; grows
    private int _firstFree = Root + 1;

    /// <param name="phrases">Folded and distinct; a phrase is known by its position.</param>
    public NameTrie(IReadOnlyList<string> phrases)
    {
        var alphabet = phrases.SelectMany(p => p).Where(c => !IsSeparator(c)).Distinct().Order().ToArray();
        foreach (var separator in Separators)
            _codes[separator] = 1;
        for (var i = 0; i < alphabet.Length; i++)
            _codes[alphabet[i]] = (ushort)(i + 2);
        _slots[Root].Parent = Root;
        var order = new int[phrases.Count];
        var encoded = new string[phrases.Count];
        for (var i = 0; i < order.Length; i++)
            (order[i], encoded[i]) = (i, Encode(phrases[i]));
        Array.Sort(encoded, order, StringComparer.Ordinal);
        Insert(Root, 0, encoded, order, 0, encoded.Length);
    }

    /// <summary>The state after reading <paramref name="c"/>; <see cref="Dead"/> where no phrase goes on so.</summary>
    public int Next(int state, char c)
    {
        var code = _codes[c];
        if (code == 0)
            return Dead;
        var next = _slots[state].Offset + code;
        return (uint)next < (uint)_slots.Length && _slots[next].Parent == state ? next : Dead;
    }

    /// <summary>The position of the phrase that ends in this state; -1 where none does.</summary>
    public int PhraseAt(int state) => _slots[state].Value - 1;

    public static bool IsSeparator(char c) => c is ' ' or '-' or '_';

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string Encode(string phrase) => string.Create(phrase.Length, (phrase, codes: _codes), static (span, x) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)x.codes[x.phrase[i]];
    });

    /// <summary>Lays out the successors of <paramref name="state"/>: the phrases [from, to) share their first <paramref name="depth"/> characters.</summary>
    // A cold start builds one trie of tens of thousands of states: the quick compiler's code would take three times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Insert(int state, int depth, string[] phrases, int[] order, int from, int to)
    {
        if (from < to && phrases[from].Length == depth)
            _slots[state].Value = order[from++] + 1;
        if (from == to)
            return;

        var at = FindOffset(phrases, depth, from, to); // before the assignment: it may replace the arrays
        _slots[state].Offset = at;
        for (var i = from; i < to; i++)
            _slots[at + phrases[i][depth]].Parent = state;
        for (int i = from, next; i < to; i = next)
        {
            next = EndOfBranch(phrases, depth, i, to);
            Insert(at + phrases[i][depth], depth + 1, phrases, order, i, next);
        }
    }

    /// <summary>The first place where all successors find a free slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindOffset(string[] phrases, int depth, int from, int to)
    {
        while (_slots[_firstFree].Parent != Dead)
            EnsureRoom(++_firstFree);
        for (var at = Math.Max(_firstFree - phrases[from][depth], 1); ; at++)
        {
            EnsureRoom(at + phrases[to - 1][depth]);
            var i = from;
            while (i < to && _slots[at + phrases[i][depth]].Parent == Dead)
                i = EndOfBranch(phrases, depth, i, to);
            if (i == to)
                return at;
        }
    }

    /// <summary>Past the phrases that share their next character with the one at <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfBranch(string[] phrases, int depth, int from, int to)
    {
        var end = from + 1;
        while (end < to && phrases[end][depth] == phrases[from][depth])
            end++;
        return end;
    }

    private void EnsureRoom(int index)
    {
        if (index < _slots.Length)
            return;
        var size = Math.Max(index + 1, _slots.Length * 2);
        Array.Resize(ref _slots, size);
    }

    /// <summary>A place of the array: a state and what leads to it, together, since a walk asks for all of it.</summary>
    private struct Slot
    {
        /// <summary>Where the state's successors begin, by code.</summary>
        public int Offset;

        /// <summary>The state that this one succeeds; <see cref="Dead"/> where the slot is free.</summary>
        public int Parent;

        /// <summary>Number of the phrase that ends here, counted from 1; 0 where none does.</summary>
        public int Value;
    }
}
