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
    private readonly ushort[] codes = new ushort[char.MaxValue + 1];
    private Slot[] slots = new Slot[1024];
    private int firstFree = Root + 1;

    /// <param name="phrases">Folded and distinct; a phrase is known by its position.</param>
    public NameTrie(IReadOnlyList<string> phrases)
    {
        var alphabet = phrases.SelectMany(p => p).Where(c => !IsSeparator(c)).Distinct().Order().ToArray();
        foreach (var separator in Separators)
            codes[separator] = 1;
        for (var i = 0; i < alphabet.Length; i++)
            codes[alphabet[i]] = (ushort)(i + 2);
        slots[Root].Parent = Root;
        var order = Enumerable.Range(0, phrases.Count).OrderBy(i => Encode(phrases[i]), StringComparer.Ordinal).ToArray();
        var encoded = Array.ConvertAll(order, i => Encode(phrases[i]));
        Insert(Root, 0, encoded, order, 0, encoded.Length);
    }

    /// <summary>The state after reading <paramref name="c"/>; <see cref="Dead"/> where no phrase goes on so.</summary>
    public int Next(int state, char c)
    {
        var code = codes[c];
        if (code == 0)
            return Dead;
        var next = slots[state].Offset + code;
        return (uint)next < (uint)slots.Length && slots[next].Parent == state ? next : Dead;
    }

    /// <summary>The position of the phrase that ends in this state; -1 where none does.</summary>
    public int PhraseAt(int state) => slots[state].Value - 1;

    public static bool IsSeparator(char c) => c is ' ' or '-' or '_';

    private string Encode(string phrase) => string.Create(phrase.Length, (phrase, codes), static (span, x) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)x.codes[x.phrase[i]];
    });

    /// <summary>Lays out the successors of <paramref name="state"/>: the phrases [from, to) share their first <paramref name="depth"/> characters.</summary>
    private void Insert(int state, int depth, string[] phrases, int[] order, int from, int to)
    {
        if (from < to && phrases[from].Length == depth)
            slots[state].Value = order[from++] + 1;
        if (from == to)
            return;

        var children = new List<(char Code, int From, int To)>();
        for (var i = from; i < to;)
        {
            var start = i;
            while (i < to && phrases[i][depth] == phrases[start][depth])
                i++;
            children.Add((phrases[start][depth], start, i));
        }

        var at = FindOffset(children); // before the assignment: it may replace the arrays
        slots[state].Offset = at;
        foreach (var (code, _, _) in children)
            slots[at + code].Parent = state;
        foreach (var (code, start, end) in children)
            Insert(at + code, depth + 1, phrases, order, start, end);
    }

    private int FindOffset(List<(char Code, int From, int To)> children)
    {
        while (slots[firstFree].Parent != Dead)
            EnsureRoom(++firstFree);
        for (var at = Math.Max(firstFree - children[0].Code, 1); ; at++)
        {
            EnsureRoom(at + children[^1].Code);
            if (children.TrueForAll(c => slots[at + c.Code].Parent == Dead))
                return at;
        }
    }

    private void EnsureRoom(int index)
    {
        if (index < slots.Length)
            return;
        var size = Math.Max(index + 1, slots.Length * 2);
        Array.Resize(ref slots, size);
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
