namespace SahelWatch.Stories.Figures.Words;

/// <summary>Arabic duals of nouns for people (قتيلان، جنديين), with their construct forms (جثتا، جثتي) and possessives (طفليها).</summary>
internal sealed class ArabicDuals
{
    private static readonly string[] Pronouns = ["هما", "هم", "ها", "ه"];

    private static readonly string[] Prefixes = ["", "و", "ف", "ب", "ل", "ال", "وال"];

    private readonly Dictionary<string, Dual> _duals = new(StringComparer.Ordinal);

    /// <param name="IsPlural">Whether the form is also a plural, which is then the likelier reading: مدنيين.</param>
    private sealed record Dual(Term Term, bool IsPlural);

    public ArabicDuals(Dictionary<string, Term> terms)
    {
        foreach (var (singular, term) in terms)
        {
            if (singular.Contains(' ', StringComparison.Ordinal) || !(term.IsCounted || (term.Cues & (Cues.Person | Cues.Fighter | Cues.Kin)) != 0))
                continue;
            var stem = singular.EndsWith('ه') ? singular[..^1] + "ت" : singular;
            var plural = (term.Cues & Cues.Plural) != 0;
            _duals.TryAdd(stem + "ان", new(term, false));
            _duals.TryAdd(stem + "ين", new(term, plural));
            if (stem.EndsWith('ت'))
            {
                _duals.TryAdd(stem + "ا", new(term, false));
                _duals.TryAdd(stem + "ي", new(term, false));
            }

            foreach (var pronoun in Pronouns)
            {
                _duals.TryAdd(stem + "ا" + pronoun, new(term, false));
                _duals.TryAdd(stem + "ي" + pronoun, new(term, false));
            }
        }
    }

    /// <summary>The singular's term and the length of the prefix; no term if the word is not a dual, or if it may be a plural and no "two" follows.</summary>
    public (Term? Term, int Prefix) Find(string word, string next)
    {
        foreach (var prefix in Prefixes)
        {
            if (word.Length > prefix.Length + 3 && word.StartsWith(prefix, StringComparison.Ordinal) && _duals.TryGetValue(word[prefix.Length..], out var dual))
                return (dual.IsPlural && !next.StartsWith("اثن", StringComparison.Ordinal) ? null : dual.Term, prefix.Length);
        }

        return (null, 0);
    }
}
