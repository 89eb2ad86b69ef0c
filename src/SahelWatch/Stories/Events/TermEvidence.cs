using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Events;

/// <summary>The similarity of the words of two texts in one language: cosines between 0 and 1.</summary>
/// <param name="Body">All words.</param>
/// <param name="Lead">The words of title and first sentences.</param>
/// <param name="Names">Capitalised words and numbers.</param>
internal readonly record struct TermEvidence(double Body, double Lead, double Names)
{
    /// <summary>The weighted average of the three.</summary>
    public double Likeness => (0.5 * Body) + (0.25 * Lead) + (0.25 * Names);

    public static TermEvidence Of(IndexedArticle a, Vector va, IndexedArticle b, Vector vb)
    {
        double body = 0, lead = 0, names = 0;
        foreach (var (i, j) in Hashing.Common(a.Terms, b.Terms, term => term.Hash))
        {
            var product = va.Terms[i] * vb.Terms[j];
            var both = a.Terms[i].Marks & b.Terms[j].Marks;
            body += product;
            lead += (both & TermMarks.Lead) != 0 ? product : 0;
            names += (both & TermMarks.Name) != 0 ? product : 0;
        }

        var whole = Cosine(body, va.Body, vb.Body);
        return new TermEvidence(
            whole, Cosine(lead, va.Lead, vb.Lead), va.Names > 0 && vb.Names > 0 ? Cosine(names, va.Names, vb.Names) : whole); // Arabic has no capitals
    }

    private static double Cosine(double dot, double a, double b) => a > 0 && b > 0 ? dot / (a * b) : 0;
}
