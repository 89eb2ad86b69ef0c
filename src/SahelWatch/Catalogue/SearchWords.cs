using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Catalogue;

/// <summary>
/// The terms of a search. A name in the gazetteer finds all its spellings; a word also finds longer words that begin with it if it is long enough. Folding
/// ignores case, accents and the Arabic article.
/// </summary>
public sealed class SearchWords
{
    /// <summary>The minimum number of letters for finding longer words (attaque: attaques, attaquent); too many words begin with shorter ones.</summary>
    private const int ShortestBeginning = 4;

    /// <summary>More words would only cost time.</summary>
    private const int Most = 20;

    private readonly EntrySet _entries;
    private readonly List<Term> _terms;

    private SearchWords(EntrySet entries, List<Term> terms) => (_entries, _terms) = (entries, terms);

    public bool IsEmpty => _terms.Count == 0;

    public static SearchWords Of(string text, EntrySet entries)
    {
        var names = entries.Scan(text).Where(h => !h.IsPeople).ToList();
        var words = Words.Of(text);
        var terms = names.Select(n => new Term(Within(words, n).ToList(), n.Entry.Id))
            .Concat(words.Where(w => !names.Exists(n => Covers(n, w)) && !FunctionWords.Has(w.Folded)).Select(w => new Term([w.Folded], null)));
        return new(entries, [.. terms.Take(Most)]);
    }

    /// <summary>How well a row matches all terms; null if it does not match all.</summary>
    internal int? PointsOf(CatalogueRow row)
    {
        var points = 0;
        foreach (var term in _terms)
        {
            if (term.PointsIn(row) is not (> 0 and var found))
                return null;
            points += found;
        }

        return points;
    }

    /// <summary>The positions of the terms in a text, in order, not overlapping.</summary>
    public IReadOnlyList<Mark> MarksIn(string text)
    {
        if (IsEmpty)
            return [];
        var names = _entries.Scan(text).Where(h => _terms.Exists(t => t.Name == h.Entry.Id)).Select(h => new Mark(h.Start, h.Length));
        var words = Words.Of(text).Where(w => _terms.Exists(t => t.Marks(w.Folded))).Select(w => new Mark(w.Start, w.Length));
        var marks = new List<Mark>();
        foreach (var mark in names.Concat(words).OrderBy(m => m.Start).ThenByDescending(m => m.Length))
        {
            if (marks.Count == 0 || mark.Start >= marks[^1].Start + marks[^1].Length)
                marks.Add(mark);
        }

        return marks;
    }

    private static IEnumerable<string> Within(IReadOnlyList<Word> words, EntryHit name) => words.Where(w => Covers(name, w)).Select(w => w.Folded);

    private static bool Covers(EntryHit name, Word word) => word.Start < name.Start + name.Length && word.Start + word.Length > name.Start;

    /// <param name="Words">Folded; only a name can have several.</param>
    /// <param name="Name">The gazetteer id; null for a word.</param>
    private sealed record Term(IReadOnlyList<string> Words, string? Name)
    {
        private const int AsWritten = 3, Beginning = 2, Named = 2;

        private readonly string[] _whole = [.. Words.Select(w => $" {w} ")];
        private readonly string? _beginning = Name is null && Words[0].Length >= ShortestBeginning ? $" {Words[0]}" : null;

        public int PointsIn(CatalogueRow row) => true switch
        {
            _ when _whole.Length > 0 && Array.TrueForAll(_whole, w => row.Words.Contains(w, StringComparison.Ordinal)) => AsWritten,
            _ when _beginning is not null && row.Words.Contains(_beginning, StringComparison.Ordinal) => Beginning,
            _ when Name is not null && row.Names.Contains(Name) => Named,
            _ => 0,
        };

        public bool Marks(string word) => Words.Contains(word) || (_beginning is not null && word.StartsWith(Words[0], StringComparison.Ordinal));
    }
}

/// <summary>A range of a text.</summary>
public readonly record struct Mark(int Start, int Length);
