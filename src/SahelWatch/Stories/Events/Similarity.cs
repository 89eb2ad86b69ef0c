using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>How likely two texts report one event, on a scale where 1 is the threshold, whichever evidence there is.</summary>
internal sealed class Similarity(StoryOptions options, EntrySet entries, Frequencies frequencies)
{
    private const double BodyShare = 0.5; // what is reported
    private const double LeadShare = 0.25; // what title and lead put first
    private const double NameShare = 0.25; // who, where and how many
    private const double OtherPlace = 0.5; // what is left where leads name settlements (or countries) that have nothing to do with one another
    private const double Unanchored = 0.5; // what is left where two languages share event words only: no place, no actor, no number
    private const int MaxKnown = 1 << 16; // pairs remembered: near stories are grouped anew with every arrival

    private readonly Dictionary<(IndexedArticle, IndexedArticle), double> _known = [];
    private int _epoch;

    public long Comparisons { get; private set; }

    public double Of(IndexedArticle a, IndexedArticle b)
    {
        if (_epoch != frequencies.Epoch || _known.Count > MaxKnown)
        {
            _known.Clear();
            _epoch = frequencies.Epoch;
        }

        var pair = string.CompareOrdinal(a.Id.Value, b.Id.Value) < 0 ? (a, b) : (b, a);
        if (!_known.TryGetValue(pair, out var similarity))
            _known[pair] = similarity = Compare(a, b);
        return similarity;
    }

    private double Compare(IndexedArticle a, IndexedArticle b)
    {
        Comparisons++;
        if ((a.Told ?? a.Published) is { } whenA && (b.Told ?? b.Published) is { } whenB && (whenA - whenB).Duration() > options.EventGate)
            return 0;
        var (va, vb) = (Vector.Of(a, frequencies), Vector.Of(b, frequencies));
        var score = a.Language == b.Language ? Terms(a, va, b, vb) / options.EventThreshold : Across(a, va, b, vb) / options.AcrossThreshold;
        return PlacesDiffer(a, b) ? score * OtherPlace : score;
    }

    private static double Terms(IndexedArticle a, Vector va, IndexedArticle b, Vector vb)
    {
        double body = 0, lead = 0, names = 0;
        for (int i = 0, j = 0; i < a.Terms.Length && j < b.Terms.Length;)
        {
            var (x, y) = (a.Terms[i], b.Terms[j]);
            if (x.Hash == y.Hash)
            {
                var product = va.Terms[i] * vb.Terms[j];
                var both = x.Marks & y.Marks;
                body += product;
                lead += (both & TermMarks.Lead) != 0 ? product : 0;
                names += (both & TermMarks.Name) != 0 ? product : 0;
                i++;
                j++;
            }
            else if (x.Hash < y.Hash)
                i++;
            else
                j++;
        }

        var whole = Cosine(body, va.Body, vb.Body);
        var named = va.Names > 0 && vb.Names > 0 ? Cosine(names, va.Names, vb.Names) : whole; // Arabic has no capitals
        return (BodyShare * whole) + (LeadShare * Cosine(lead, va.Lead, vb.Lead)) + (NameShare * named);
    }

    private static double Across(IndexedArticle a, Vector va, IndexedArticle b, Vector vb)
    {
        double dot = 0;
        var isAnchored = false;
        for (int i = 0, j = 0; i < a.Marks.Length && j < b.Marks.Length;)
        {
            var (x, y) = (a.Marks[i].Hash, b.Marks[j].Hash);
            if (x == y)
            {
                isAnchored |= a.Marks[i].Kind is MarkKind.Settlement or MarkKind.Area or MarkKind.Actor or MarkKind.Number;
                dot += va.Marks[i++] * vb.Marks[j++];
            }
            else if (x < y)
                i++;
            else
                j++;
        }

        return Cosine(dot, va.Shared, vb.Shared) * (isAnchored ? 1 : Unanchored);
    }

    private bool PlacesDiffer(IndexedArticle a, IndexedArticle b) =>
        a.Places.Length > 0 && b.Places.Length > 0
        && !a.Places.Any(p => b.Places.Any(q => p == q || entries.Contains(p, q) || entries.Contains(q, p)));

    private static double Cosine(double dot, double a, double b) => a > 0 && b > 0 ? dot / (a * b) : 0;
}
