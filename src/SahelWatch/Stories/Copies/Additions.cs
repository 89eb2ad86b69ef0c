using SahelWatch.Language;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Finds what a later or fuller version of a text adds to earlier versions: a claim of responsibility, days of mourning, another toll.
/// </summary>
internal static class Additions
{
    private const int MostSentences = 3;
    private const int LongestSentence = 320;
    private const int ShortestSentence = 8; // words; shorter ones are captions and links
    private const double Known = 0.3; // share of a sentence's 3-grams in earlier versions from which it counts as an edited sentence of theirs

    public static IReadOnlyList<string> Of(Article article, IReadOnlyCollection<IndexedArticle> earlier)
    {
        if (earlier.Count == 0)
            return [];
        var known = earlier.SelectMany(e => e.Shingles).ToHashSet();
        var body = article.Text.Length > article.Summary.Length ? article.Text : article.Summary;
        return [.. Sentences.Of(body).Where(s => s.Text.Length <= LongestSentence && IsNew(s.Text, known)).Select(s => s.Text).Take(MostSentences)];
    }

    private static bool IsNew(string sentence, HashSet<uint> known)
    {
        var words = Words.Of(sentence);
        if (words.Count < ShortestSentence)
            return false;
        var shingles = Shingles.Of([.. words.Select(w => Hashing.Word(w.Folded))]);
        return shingles.Count(known.Contains) < Known * shingles.Length;
    }
}
