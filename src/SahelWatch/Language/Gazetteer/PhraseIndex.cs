using System.Buffers;
using System.Numerics;

namespace SahelWatch.Language.Gazetteer;

/// <summary>A phrase to look for and what it stands for.</summary>
/// <param name="Text">As people write it; folded by the index. A star at its end stands for any ending of its last word (jihadi*).</param>
/// <param name="AnyArticle">Arabic: found with the article and without (adjectives: مالي, المالي). Else only as <paramref name="Text"/> is written:
/// مالي is the country, المالي never.</param>
internal readonly record struct Phrase<T>(string Text, T Value, bool AnyArticle = false);

/// <summary>A phrase found: what it stands for and where it stands in the folded text, Arabic prefixes left out.</summary>
internal readonly record struct PhraseHit<T>(T Value, int Start, int Length);

/// <summary>
/// Finds the phrases of a list in folded text: whole words, leftmost first, the longest where several start together, none overlapping.
/// The cost does not depend on the number of phrases: a walk through a trie from the start of each word that one of them may begin with.
/// </summary>
internal sealed class PhraseIndex<T>
{
    private const string Article = "ال";

    /// <summary>Folding these is lower case and no more. Two spaces in a row would be one: nobody writes them into a name.</summary>
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -");

    private readonly NameTrie _trie;
    private readonly WordHeads _heads;
    private readonly Senses[] _senses;

    public PhraseIndex(IEnumerable<Phrase<T>> phrases)
    {
        var byKey = new Dictionary<string, Senses>(StringComparer.Ordinal);
        var folded = new FoldedText();
        foreach (var phrase in phrases)
        {
            var (key, hasArticle) = Key(phrase.Text, folded);
            var isStem = key.EndsWith('*');
            key = key.TrimEnd('*');
            if (key.Length == 0)
                continue;
            var known = byKey.GetValueOrDefault(key);
            known = phrase.AnyArticle ? known.Fill(phrase.Value) : known.Set(hasArticle, phrase.Value);
            byKey[key] = known with { IsStem = known.IsStem || isStem };
        }

        _senses = [.. byKey.Values];
        _trie = new NameTrie([.. byKey.Keys]);
        _heads = new WordHeads([.. byKey.Select(k => (k.Key, k.Value.IsStem))]);
    }

    /// <summary>What the index knows a phrase by: folded, one kind of separator, without the Arabic article of its first word.</summary>
    public static (string Key, bool HasArticle) Key(string text) => Key(text, null);

    /// <param name="folded">To be used again, where many are asked for.</param>
    private static (string Key, bool HasArticle) Key(string text, FoldedText? folded)
    {
        if (!text.AsSpan().ContainsAnyExcept(PlainCharacters) && text.Length > 0 && text[0] != ' ' && text[^1] != ' ')
            return (text.ToLowerInvariant().Replace('-', ' '), false);
        folded ??= new FoldedText();
        folded.Reset(text);
        var key = folded.ToString().Trim().Replace('-', ' ').Replace('_', ' ');
        var hasArticle = key.Length > Article.Length + 1 && key.StartsWith(Article, StringComparison.Ordinal);
        return (hasArticle ? key[Article.Length..] : key, hasArticle);
    }

    /// <summary>Adds the phrases found in <paramref name="text"/> to <paramref name="hits"/>, in order.</summary>
    public void Scan(FoldedText text, List<PhraseHit<T>> hits)
    {
        Span<ArabicPrefixes.Reading> readings = stackalloc ArabicPrefixes.Reading[ArabicPrefixes.MaxReadings];
        Scan(text.Span, text.Padded, readings, hits);
    }

    /// <summary>Apart from the above, because the compiler never looks again at a method that has both a loop and memory on the stack.</summary>
    private void Scan(ReadOnlySpan<char> span, ReadOnlySpan<char> padded, Span<ArabicPrefixes.Reading> readings, List<PhraseHit<T>> hits)
    {
        var free = 0; // where the last phrase ended
        for (var block = 0; block < span.Length;)
        {
            var words = WordMask.Of(span[block..]);
            var open = BitOperations.LeadingZeroCount(~words); // of a word that goes on: the next block begins with it
            var isLong = open == WordMask.Width;
            var candidates = isLong ? 1 : _heads.Among(padded, block, words << open >> open);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                var start = block + BitOperations.TrailingZeroCount(candidates);
                if (start >= free)
                    free = ArabicPrefixes.IsArabic(span[start]) ? FindArabic(span, start, readings, hits) : Find(span, start, false, hits);
            }

            block = isLong ? WordMask.EndOfWord(span, block) : block + WordMask.Width - open;
        }
    }

    /// <summary>The longest phrase under any reading of the word's prefixes; the shortest prefix where they tie.</summary>
    private int FindArabic(ReadOnlySpan<char> text, int at, Span<ArabicPrefixes.Reading> readings, List<PhraseHit<T>> hits)
    {
        var before = hits.Count;
        var longest = at;
        foreach (var reading in readings[..ArabicPrefixes.Read(text[at..], readings)])
        {
            var end = Find(text, at + reading.Length, reading.HasArticle, hits);
            if (end <= longest)
            {
                if (end > at) // found, but no longer than what there is
                    hits.RemoveAt(hits.Count - 1);
                continue;
            }

            longest = end;
            if (hits.Count - before > 1)
                hits.RemoveAt(hits.Count - 2);
        }

        return longest;
    }

    /// <returns>The end of the phrase that was added; 0 where none starts here.</returns>
    private int Find(ReadOnlySpan<char> text, int start, bool hasArticle, List<PhraseHit<T>> hits)
    {
        int state = NameTrie.Root, found = -1, end = 0;
        for (var i = start; i < text.Length && (state = _trie.Next(state, text[i])) != NameTrie.Dead; i++)
        {
            var phrase = _trie.PhraseAt(state);
            if (phrase >= 0 && _senses[phrase].Has(hasArticle) && (_senses[phrase].IsStem || i + 1 == text.Length || !WordMask.IsWord(text[i + 1])))
                (found, end) = (phrase, WordMask.EndOfWord(text, i + 1));
        }

        if (found >= 0)
            hits.Add(new(_senses[found].Of(hasArticle), start, end - start));
        return end;
    }

    /// <summary>What a key stands for without the article and with it.</summary>
    private readonly record struct Senses(T? Bare, bool HasBare, T? Definite, bool HasDefinite, bool IsStem)
    {
        public bool Has(bool article) => article ? HasDefinite : HasBare;

        public T Of(bool article) => (article ? Definite : Bare)!;

        public Senses Set(bool article, T value) => article ? this with { Definite = value, HasDefinite = true } : this with { Bare = value, HasBare = true };

        public Senses Fill(T value) => new(HasBare ? Bare : value, true, HasDefinite ? Definite : value, true, IsStem);
    }
}
