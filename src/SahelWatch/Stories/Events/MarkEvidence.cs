using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Events;

/// <summary>The similarity of two texts in language-independent features, by kind: cosines between 0 and 1.</summary>
internal readonly struct MarkEvidence
{
    private static readonly MarkKind[][] Groups =
    [
        [MarkKind.Concept], [MarkKind.CommonConcept], [MarkKind.Settlement, MarkKind.Area], [MarkKind.Actor], [MarkKind.Number], [MarkKind.Country],
            [MarkKind.Name], [MarkKind.Cognate],
        [MarkKind.Country, MarkKind.Area, MarkKind.Settlement, MarkKind.Actor, MarkKind.Concept, MarkKind.CommonConcept, MarkKind.Number, MarkKind.SmallNumber],
    ];

    private readonly double[] _alike;

    private MarkEvidence(double[] alike) => _alike = alike;

    private double Concepts => _alike[0];
    private double CommonConcepts => _alike[1];
    private double Places => _alike[2];
    private double Actors => _alike[3];
    private double Numbers => _alike[4];
    private double Countries => _alike[5];
    private double Names => _alike[6];
    private double Cognates => _alike[7];
    private double All => _alike[8];

    /// <summary>Added to the similarity of the words.</summary>
    public double WithinLanguage => (1.3 * Concepts) + (0.4 * Places) + (1.5 * Numbers);

    /// <summary>Logarithm of the odds that both report the same event, fitted on labelled pairs.</summary>
    public double AcrossLanguages => (4 * Math.Sqrt(All)) + (4 * Concepts) + (2 * CommonConcepts) + (3 * Places) + (2.5 * Actors) + (1.5 * Numbers) + Countries
        + (2 * Math.Sqrt(Names)) + (3 * Math.Sqrt(Cognates)) - 6.5;

    public static MarkEvidence Of(IndexedArticle a, Vector va, IndexedArticle b, Vector vb)
    {
        var dots = new double[Vector.Kinds];
        foreach (var (i, j) in Hashing.Common(a.Marks, b.Marks, mark => mark.Hash))
            dots[(int)a.Marks[i].Kind] += va.Marks[i] * vb.Marks[j];

        var alike = new double[Groups.Length];
        for (var group = 0; group < alike.Length; group++)
        {
            double dot = 0, lengthA = 0, lengthB = 0;
            foreach (var kind in Groups[group])
                (dot, lengthA, lengthB) = (dot + dots[(int)kind], lengthA + va.OfKind[(int)kind], lengthB + vb.OfKind[(int)kind]);
            alike[group] = dot > 0 ? dot / Math.Sqrt(lengthA * lengthB) : 0;
        }

        // Any Arabic word may be a name, a Latin one only if capitalised: so measure the share of the smaller set that is found in the larger one.
        var names = (int)MarkKind.Name;
        alike[6] = dots[names] > 0 ? dots[names] / Math.Min(va.OfKind[names], vb.OfKind[names]) : 0;
        return new MarkEvidence(alike);
    }
}
