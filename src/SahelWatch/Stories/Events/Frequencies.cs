using System.Runtime.InteropServices;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>
/// Document frequencies of terms and marks in the window, and the weights (IDF) derived from them. The window is extended by an assumed background of texts, in
/// which everyday words are frequent and others rare, so that weights make sense from the first article on.
/// </summary>
internal sealed class Frequencies
{
    private const double Background = 400; // assumed texts: at this size the window counts as much as the assumptions
    private const double Plain = 0.5;
    private const double Everyday = 0.08 * Background;

    private const double Repetition = 0.5; // small, since in the news one mention of a word says almost as much as ten

    private readonly Dictionary<uint, int> _counts = [];
    private int _texts;
    private double _logTexts = Math.Log(Background);

    /// <summary>Changes when the window has grown by about 5 %, after which weights must be recomputed.</summary>
    public int Epoch => (int)(_logTexts * 20);

    public void Add(IndexedArticle article, int sign = 1)
    {
        _texts += sign;
        _logTexts = Math.Log(_texts + Background);
        foreach (var term in article.Terms)
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, term.Hash, out _) += sign;
        foreach (var mark in article.Marks)
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, mark.Hash, out _) += sign;
    }

    public double Weight(Term term) => Idf(term.Hash, term.Marks.HasFlag(TermMarks.Everyday) ? Everyday : Plain) * Repeated(term.Count);

    public double Weight(Mark mark) => Idf(mark.Hash, Assumed(mark.Kind)) * Repeated(mark.Count);

    private double Idf(uint hash, double assumed) => _logTexts - Math.Log(_counts.GetValueOrDefault(hash) + assumed);

    private static double Repeated(byte count) => count == 1 ? 1 : 1 + (Repetition * Math.Log(count));

    /// <summary>The number of assumed texts that contain a mark of this kind.</summary>
    private static double Assumed(MarkKind kind) => Background * kind switch
    {
        MarkKind.Country => 0.3,
        MarkKind.Area => 0.02,
        MarkKind.Settlement => 0.002,
        MarkKind.Actor => 0.05,
        MarkKind.Concept => 0.03,
        MarkKind.CommonConcept => 0.3,
        MarkKind.Number => 0.01,
        MarkKind.Name => 0.005,
        MarkKind.Cognate => 0.01,
        _ => 0.1,
    };
}
