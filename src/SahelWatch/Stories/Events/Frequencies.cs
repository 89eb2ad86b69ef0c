using System.Runtime.InteropServices;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>
/// In how many texts of the window each term and mark occurs, and what that makes it worth. An imagined background of texts stands behind the window, so that
/// weights make sense from the first article on: in it everyday words are frequent and other words are not.
/// </summary>
internal sealed class Frequencies
{
    private const double Background = 400; // imagined texts: a window of this size weighs as much as what was assumed
    private const double Plain = 0.5;
    private const double Everyday = 0.08 * Background;

    private const double Repetition = 0.5; // of the logarithm of a term's count: in the news a word is either part of the event or not

    private readonly Dictionary<uint, int> _counts = [];
    private int _texts;
    private double _logTexts = Math.Log(Background);

    /// <summary>Grows when weights have moved enough to be computed anew: every time the window has grown by a twentieth of what stands behind it.</summary>
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

    /// <summary>In how many of the imagined texts a mark of this kind occurs.</summary>
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
