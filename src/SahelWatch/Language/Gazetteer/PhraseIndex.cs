using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    where T : class
{
    private readonly NameTrie _trie;
    private readonly Known[] _known;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // like the methods it calls, runs over tens of thousands of phrases at a cold start
    public PhraseIndex(IEnumerable<Phrase<T>> phrases)
    {
        var (byKey, folded) = (new Dictionary<string, Known>(StringComparer.Ordinal), new FoldedText());
        foreach (var phrase in phrases)
        {
            var (key, hasArticle) = PhraseKey.Of(phrase.Text, folded);
            var isStem = key.EndsWith('*');
            key = key.TrimEnd('*');
            if (key.Length == 0)
                continue;
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(byKey, key, out _);
            known = known.With(phrase, hasArticle, isStem);
        }

        _known = [.. byKey.Values];
        _trie = new NameTrie([.. byKey.Keys]);
    }

    /// <summary>Adds the phrases found in <paramref name="text"/> to <paramref name="hits"/>, in order. If an Arabic word can be read with several prefixes, the
    /// longest phrase under any of them counts; of equally long ones, that with the shortest prefix.</summary>
    public void Scan(FoldedText text, List<PhraseHit<T>> hits)
    {
        var span = text.Span;
        Span<ArabicPrefixes.Reading> readings = stackalloc ArabicPrefixes.Reading[ArabicPrefixes.MaxReadings];
        readings[0] = default;
        for (var at = 0; at < span.Length; at++)
        {
            if (!char.IsLetterOrDigit(span[at]))
                continue;
            var (start, end, found) = (at, at, default(T));
            foreach (var reading in readings[..(ArabicPrefixes.IsArabic(span[at]) ? ArabicPrefixes.Read(span[at..], readings) : 1)])
            {
                if (Longest(span, at + reading.Length, reading.HasArticle, out var to) is { } longer && to > end)
                    (start, end, found) = (at + reading.Length, to, longer);
            }

            if (found is not null)
                hits.Add(new(found, start, end - start));
            at = found is not null ? end : FoldedText.EndOfWord(span, at);
        }
    }

    /// <summary>The longest phrase that starts at a position; null if there is none.</summary>
    /// <param name="end">Its end in the text.</param>
    private T? Longest(ReadOnlySpan<char> text, int start, bool hasArticle, out int end)
    {
        T? found = null;
        end = start;
        var state = NameTrie.Root;
        for (var i = start; i < text.Length && (state = _trie.Next(state, text[i])) != NameTrie.Dead; i++)
        {
            var phrase = _trie.PhraseAt(state);
            if (phrase >= 0 && _known[phrase].Of(hasArticle) is { } value && (_known[phrase].IsStem || FoldedText.EndOfWord(text, i + 1) == i + 1))
                (found, end) = (value, FoldedText.EndOfWord(text, i + 1));
        }

        return found;
    }

    /// <summary>The meanings of a key without and with the Arabic article; null if it has none.</summary>
    private readonly record struct Known(T? Bare, T? Definite, bool IsStem)
    {
        public T? Of(bool article) => article ? Definite : Bare;

        public Known With(Phrase<T> phrase, bool hasArticle, bool isStem) => new(
            phrase.AnyArticle ? Bare ?? phrase.Value : hasArticle ? Bare : phrase.Value,
            phrase.AnyArticle ? Definite ?? phrase.Value : hasArticle ? phrase.Value : Definite,
            IsStem || isStem);
    }
}
