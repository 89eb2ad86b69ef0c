using System.Runtime.CompilerServices;

namespace SahelWatch.Language.Gazetteer;

/// <summary>
/// A set of folded phrases as a double-array trie (Aoe, "An efficient digital search algorithm by using a double-array structure", IEEE TSE 1989):
/// one array access per character, whatever the number of phrases. Dashes, spaces and underscores are equivalent.
/// </summary>
internal sealed class NameTrie
{
    public const int Root = 1;
    public const int Dead = 0;

    /// <summary>Equivalent characters.</summary>
    public const string Separators = " -_";

    /// <summary>Small dense codes for the characters in the phrases; 0 for all others.</summary>
    private readonly ushort[] _codes = new ushort[char.MaxValue + 1];
    private Slot[] _slots = new Slot[1 << 17]; // enough for the shipped gazetteer; grows if needed
    private int _firstFree = Root + 1;

    /// <param name="phrases">Folded and distinct; a phrase is identified by its index.</param>
    public NameTrie(IReadOnlyList<string> phrases)
    {
        AssignCodes(phrases);
        _slots[Root].Parent = Root;
        var order = new int[phrases.Count];
        var encoded = new string[phrases.Count];
        for (var i = 0; i < order.Length; i++)
            (order[i], encoded[i]) = (i, Encode(phrases[i]));
        Array.Sort(encoded, order, StringComparer.Ordinal);
        Insert(Root, 0, encoded, order, 0, encoded.Length);
    }

    /// <summary>The state after reading <paramref name="c"/>; <see cref="Dead"/> if no phrase continues with it.</summary>
    public int Next(int state, char c)
    {
        var code = _codes[c];
        if (code == 0)
            return Dead;
        var next = _slots[state].Offset + code;
        return (uint)next < (uint)_slots.Length && _slots[next].Parent == state ? next : Dead;
    }

    /// <summary>The index of the phrase that ends in this state; -1 if none does.</summary>
    public int PhraseAt(int state) => _slots[state].Value - 1;

    // A cold start runs this and the methods below over tens of thousands of names, for which unoptimised code takes three times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AssignCodes(IReadOnlyList<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            foreach (var c in phrase)
                _codes[c] = 1;
        }

        ushort next = 2;
        foreach (ref var code in _codes.AsSpan())
            code = code == 0 ? code : next++;
        foreach (var separator in Separators)
            _codes[separator] = 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string Encode(string phrase) => string.Create(phrase.Length, (phrase, codes: _codes), static (span, x) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)x.codes[x.phrase[i]];
    });

    /// <summary>Lays out the successors of <paramref name="state"/>: the phrases [from, to) share their first <paramref name="depth"/> characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Insert(int state, int depth, string[] phrases, int[] order, int from, int to)
    {
        if (from < to && phrases[from].Length == depth)
            _slots[state].Value = order[from++] + 1;
        if (from == to)
            return;

        var at = FindOffset(phrases, depth, from, to); // before the assignment, since it may replace the array
        _slots[state].Offset = at;
        for (var i = from; i < to; i++)
            _slots[at + phrases[i][depth]].Parent = state;
        for (int i = from, next; i < to; i = next)
        {
            next = EndOfBranch(phrases, depth, i, to);
            Insert(at + phrases[i][depth], depth + 1, phrases, order, i, next);
        }
    }

    /// <summary>The first offset at which the slots of all successors are free.</summary>
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

    /// <summary>The end of the phrases that share their next character with the one at <paramref name="from"/>.</summary>
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

    /// <summary>An element of the array; the fields are kept together because a lookup needs all of them.</summary>
    private struct Slot
    {
        /// <summary>Where the state's successors start; the code is added to it.</summary>
        public int Offset;

        /// <summary>The state that this one succeeds; <see cref="Dead"/> if the slot is free.</summary>
        public int Parent;

        /// <summary>The index of the phrase that ends here plus 1; 0 if none does.</summary>
        public int Value;
    }
}
