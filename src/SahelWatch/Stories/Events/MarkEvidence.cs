using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Events;

/// <summary>The similarity of two texts in language-independent features.</summary>
/// <param name="WithinLanguage">Added to the similarity of the words.</param>
/// <param name="AcrossLanguages">Logarithm of the odds that both report the same event, fitted on labelled pairs.</param>
internal readonly record struct MarkEvidence(double WithinLanguage, double AcrossLanguages)
{
    private static readonly MarkKind[] All = [.. Enum.GetValues<MarkKind>().Where(kind => kind is not (MarkKind.Name or MarkKind.Cognate))];

    public static MarkEvidence Of(IndexedArticle a, Vector va, IndexedArticle b, Vector vb)
    {
        var dots = new double[Vector.Kinds];
        foreach (var (i, j) in Hashing.Common(a.Marks, b.Marks, mark => mark.Hash))
            dots[(int)a.Marks[i].Kind] += va.Marks[i] * vb.Marks[j];
        var (concepts, places, numbers) = (Cosine(MarkKind.Concept), Cosine(MarkKind.Settlement, MarkKind.Area), Cosine(MarkKind.Number));
        // Any Arabic word may be a name, a Latin one only if capitalised: so measure the share of the smaller set that is found in the larger one.
        const int name = (int)MarkKind.Name;
        var names = dots[name] > 0 ? dots[name] / Math.Min(va.OfKind[name], vb.OfKind[name]) : 0;
        return new(
            (1.3 * concepts) + (0.4 * places) + (1.5 * numbers),
            (4 * Math.Sqrt(Cosine(All))) + (4 * concepts) + (2 * Cosine(MarkKind.CommonConcept)) + (3 * places) + (2.5 * Cosine(MarkKind.Actor))
                + (1.5 * numbers) + Cosine(MarkKind.Country) + (2 * Math.Sqrt(names)) + (3 * Math.Sqrt(Cosine(MarkKind.Cognate))) - 6.5);

        double Cosine(params MarkKind[] kinds)
        {
            var dot = kinds.Sum(kind => dots[(int)kind]);
            return dot > 0 ? dot / Math.Sqrt(kinds.Sum(kind => va.OfKind[(int)kind]) * kinds.Sum(kind => vb.OfKind[(int)kind])) : 0;
        }
    }
}
