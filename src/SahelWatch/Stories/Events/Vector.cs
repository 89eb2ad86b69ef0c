using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>The weights of an article's terms and marks in one epoch of <see cref="Frequencies"/>, and the lengths of these vectors.</summary>
internal sealed class Vector
{
    public const int Kinds = (int)MarkKind.Cognate + 1;

    private Vector(int epoch, int terms, int marks) => (Epoch, Terms, Marks) = (epoch, new float[terms], new float[marks]);

    public int Epoch { get; }

    public float[] Terms { get; }

    public float[] Marks { get; }

    public double Body { get; private set; }

    public double Lead { get; private set; }

    public double Names { get; private set; }

    /// <summary>Squared lengths by <see cref="MarkKind"/>.</summary>
    public double[] OfKind { get; } = new double[Kinds];

    public static Vector Of(IndexedArticle article, Frequencies frequencies)
    {
        if (article.Vector is { } known && known.Epoch == frequencies.Epoch)
            return known;
        var vector = new Vector(frequencies.Epoch, article.Terms.Length, article.Marks.Length);
        for (var i = 0; i < vector.Terms.Length; i++)
        {
            var (term, weight) = (article.Terms[i], frequencies.Weight(article.Terms[i]));
            vector.Terms[i] = (float)weight;
            vector.Body += weight * weight;
            vector.Lead += term.Marks.HasFlag(TermMarks.Lead) ? weight * weight : 0;
            vector.Names += term.Marks.HasFlag(TermMarks.Name) ? weight * weight : 0;
        }

        for (var i = 0; i < vector.Marks.Length; i++)
        {
            vector.Marks[i] = (float)frequencies.Weight(article.Marks[i]);
            vector.OfKind[(int)article.Marks[i].Kind] += vector.Marks[i] * vector.Marks[i];
        }

        (vector.Body, vector.Lead, vector.Names) = (Math.Sqrt(vector.Body), Math.Sqrt(vector.Lead), Math.Sqrt(vector.Names));
        article.Vector = vector;
        return vector;
    }
}
