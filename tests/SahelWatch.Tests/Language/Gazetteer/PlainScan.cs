using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Tests.Language.Gazetteer;

/// <summary>A naive implementation of <see cref="PhraseIndex{T}"/>: looks up every range from the start of every word in a dictionary.</summary>
internal sealed class PlainScan
{
    private static readonly (string Prefix, bool HasArticle)[] Prefixes =
    [.. from conjunction in new[] { "", "و", "ف" }
        from rest in new[] { ("", false), ("ال", true), ("ب", false), ("ل", false), ("ك", false), ("بال", true), ("كال", true), ("لال", true), ("لل", true) }
        orderby conjunction.Length + rest.Item1.Length
        select (conjunction + rest.Item1, rest.Item2)];

    private readonly Dictionary<string, (string? Bare, string? Definite, bool IsStem)> _known = new(StringComparer.Ordinal);

    public PlainScan(IEnumerable<Phrase<string>> phrases)
    {
        foreach (var phrase in phrases)
        {
            var (key, hasArticle) = PhraseKey.Of(phrase.Text.TrimEnd('*'));
            var (bare, definite, isStem) = _known.GetValueOrDefault(key);
            if (phrase.AnyArticle)
                (bare, definite) = (bare ?? phrase.Value, definite ?? phrase.Value);
            else if (hasArticle)
                definite = phrase.Value;
            else
                bare = phrase.Value;
            _known[key] = (bare, definite, isStem || phrase.Text.EndsWith('*'));
        }
    }

    /// <param name="text">Folded.</param>
    public IEnumerable<(string Name, int Start, int Length)> Find(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]) || (i > 0 && char.IsLetterOrDigit(text[i - 1])))
                continue;
            var found = Prefixes.Where(p => string.CompareOrdinal(text, i, p.Prefix, 0, p.Prefix.Length) == 0)
                .Select(p => Longest(text, i + p.Prefix.Length, p.HasArticle)).Where(f => f.Length > 0).ToList();
            if (found.Count == 0)
                continue;
            var best = found.MaxBy(f => f.Start + f.Length); // the first of those with the same end
            yield return best;
            i = best.Start + best.Length - 1;
        }
    }

    private (string Name, int Start, int Length) Longest(string text, int start, bool hasArticle)
    {
        for (var end = text.Length; end > start; end--)
        {
            if (!_known.TryGetValue(text[start..end].Replace('-', ' ').Replace('_', ' '), out var phrase)
                || (hasArticle ? phrase.Definite : phrase.Bare) is not { } name)
                continue;
            var endOfWord = end;
            while (endOfWord < text.Length && char.IsLetterOrDigit(text[endOfWord]))
                endOfWord++;
            if (phrase.IsStem || endOfWord == end)
                return (name, start, endOfWord - start);
        }

        return ("", start, 0);
    }
}
