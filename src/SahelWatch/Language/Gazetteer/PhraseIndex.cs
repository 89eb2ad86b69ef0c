using System.Buffers;
using System.Runtime.CompilerServices;

namespace SahelWatch.Language.Gazetteer;

/// <summary>A phrase to look for and its meaning.</summary>
/// <param name="Text">As people write it; folded by the index. An asterisk at the end matches any ending of the last word (jihadi*).</param>
/// <param name="AnyArticle">Whether an Arabic phrase is found both with and without the article (adjectives: مالي, المالي) or only as written: مالي is the
/// country, المالي is not.</param>
internal readonly record struct Phrase<T>(string Text, T Value, bool AnyArticle = false);

/// <summary>A phrase found: its meaning and its position in the folded text, without Arabic prefixes.</summary>
internal readonly record struct PhraseHit<T>(T Value, int Start, int Length);

/// <summary>
/// Finds the phrases of a list in folded text: whole words, leftmost first, the longest if several start at the same position, none overlapping.
/// The cost does not depend on the number of phrases: one trie lookup for each word that may start a phrase.
/// </summary>
internal sealed class PhraseIndex<T>
{
    private const string Article = "ال";

    /// <summary>Characters that folding only converts to lower case. (It would also collapse spaces, but names never contain two in a row.)</summary>
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -");

    private readonly NameTrie _trie;
    private readonly Senses[] _senses;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // like the methods it calls, runs over tens of thousands of phrases at a cold start
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
    }

    /// <summary>The key of a phrase: folded, with one kind of separator, without the Arabic article of its first word.</summary>
    public static (string Key, bool HasArticle) Key(string text) => Key(text, null);

    /// <param name="folded">A buffer to reuse.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        var span = text.Span;
        Span<ArabicPrefixes.Reading> readings = stackalloc ArabicPrefixes.Reading[ArabicPrefixes.MaxReadings];
        for (var at = 0; at < span.Length; at++)
        {
            if (!char.IsLetterOrDigit(span[at]))
                continue;
            var end = ArabicPrefixes.IsArabic(span[at]) ? FindArabic(span, at, readings, hits) : Find(span, at, false, hits);
            at = end > at ? end : FoldedText.EndOfWord(span, at);
        }
    }

    /// <summary>Finds the longest phrase under any reading of the word's prefixes; of equally long ones, that with the shortest prefix.</summary>
    private int FindArabic(ReadOnlySpan<char> text, int at, Span<ArabicPrefixes.Reading> readings, List<PhraseHit<T>> hits)
    {
        var before = hits.Count;
        var longest = at;
        foreach (var reading in readings[..ArabicPrefixes.Read(text[at..], readings)])
        {
            var end = Find(text, at + reading.Length, reading.HasArticle, hits);
            if (end <= longest)
            {
                if (end > at) // found, but not longer than the previous one
                    hits.RemoveAt(hits.Count - 1);
                continue;
            }

            longest = end;
            if (hits.Count - before > 1)
                hits.RemoveAt(hits.Count - 2);
        }

        return longest;
    }

    /// <returns>The end of the phrase that was added; 0 if none starts here.</returns>
    private int Find(ReadOnlySpan<char> text, int start, bool hasArticle, List<PhraseHit<T>> hits)
    {
        int state = NameTrie.Root, found = -1, end = 0;
        for (var i = start; i < text.Length && (state = _trie.Next(state, text[i])) != NameTrie.Dead; i++)
        {
            var phrase = _trie.PhraseAt(state);
            if (phrase >= 0 && _senses[phrase].Has(hasArticle) && (_senses[phrase].IsStem || i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1])))
                (found, end) = (phrase, FoldedText.EndOfWord(text, i + 1));
        }

        if (found >= 0)
            hits.Add(new(_senses[found].Of(hasArticle), start, end - start));
        return end;
    }

    /// <summary>The meanings of a key without and with the article.</summary>
    private readonly record struct Senses(T? Bare, bool HasBare, T? Definite, bool HasDefinite, bool IsStem)
    {
        public bool Has(bool article) => article ? HasDefinite : HasBare;

        public T Of(bool article) => (article ? Definite : Bare)!;

        public Senses Set(bool article, T value) => article ? this with { Definite = value, HasDefinite = true } : this with { Bare = value, HasBare = true };

        public Senses Fill(T value) => new(HasBare ? Bare : value, true, HasDefinite ? Definite : value, true, IsStem);
    }
}
