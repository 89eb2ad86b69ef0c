using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>
/// How likely two texts report the same event, scaled so that 1 is the threshold. Within one language the evidence is shared words, across languages it is
/// marks (places, numbers, event words). The weights come from a logistic regression on labelled pairs of reports in three languages.
/// </summary>
internal sealed class Similarity(StoryOptions options, EntrySet entries, Frequencies frequencies)
{
    private const int MaxKnown = 1 << 16; // pairs cached, because the stories near an arrival are regrouped each time
    private const double OtherEvent = 0.1; // for texts with the same wording but another place, day or number
    private const double StockWording = 0.2; // share of common 3-grams that independent reports rarely reach
    private const double Emphasis = 0.25; // weight of marks, places and days relative to words
    private const double AgeWithin = 2.5; // penalty for two reports as far apart as the gate allows; proportionally less for closer ones
    private const double AgeAcross = 3;
    private const double Evidence = 2; // log odds of 2 score twice the threshold
    private const double WordsInCommon = 0.4; // texts with fewer words in common cannot share that many 3-grams

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
            _known[pair] = similarity = Compare(pair.Item1, pair.Item2);
        return similarity;
    }

    private double Compare(IndexedArticle a, IndexedArticle b)
    {
        Comparisons++;
        var daysApart = (a.Told ?? a.Published) is { } whenA && (b.Told ?? b.Published) is { } whenB ? (whenA - whenB).Duration() : (TimeSpan?)null;
        var lasts = Contrast.Lasts(a, b);
        if (a.IsRoundup || b.IsRoundup || Contrast.OneIsRoutine(a, b) || daysApart > (lasts || Contrast.IsFollowUp(a, b) ? options.Window : options.EventGate))
            return 0;
        var (va, vb) = (Vector.Of(a, frequencies), Vector.Of(b, frequencies));
        var marks = MarkEvidence.Of(a, va, b, vb);
        var days = Math.Min(1, (daysApart?.TotalDays ?? 1) / (lasts ? options.Window : options.EventGate).TotalDays);
        var places = PlacesOf(a, b);
        var contrast = Contrast.Of(a, b);
        if (a.Language != b.Language)
            return Math.Max(0, 1 + ((marks.AcrossLanguages + places.Across + contrast.AcrossLanguages - (days * AgeAcross)) / Evidence));
        var terms = TermEvidence.Of(a, va, b, vb);
        if (terms.Body >= WordsInCommon && InStockWording(a, b) is { } stock)
        {
            if (stock.IsOtherEvent)
                return OtherEvent;
            terms = stock.IsBackground ? terms with { Body = terms.Lead, Names = terms.Lead } : terms;
        }

        var emphasis = Emphasis * (marks.WithinLanguage + places.Within - (days * AgeWithin));
        return terms.Likeness / options.EventThreshold * Math.Exp(contrast.WithinLanguage + emphasis);
    }

    private (double Within, double Across) PlacesOf(IndexedArticle a, IndexedArticle b)
    {
        if (a.Places.Length == 0 || b.Places.Length == 0)
            return (0, 0);
        var common = a.Places.Where(p => b.Places.Any(q => p == q || entries.Contains(p, q) || entries.Contains(q, p))).ToList();
        return common.Count == 0 ? (-0.9, -0.6) : common.TrueForAll(IsCapitalOrCountry) ? (0.2, 0.2) : (1.4, 0.8);
    }

    /// <summary>Governments announce everything from the capital, so naming it in both reports means little.</summary>
    private bool IsCapitalOrCountry(string place) => entries.Find(place) is { Kind: EntryKind.Capital or EntryKind.Country };

    /// <summary>What it means that two texts share many 3-grams; null if they do not.</summary>
    private static (bool IsOtherEvent, bool IsBackground)? InStockWording(IndexedArticle a, IndexedArticle b)
    {
        var smaller = Math.Min(a.Shingles.Length, b.Shingles.Length);
        var containment = smaller == 0 ? 0 : (double)Shingles.Shared(a.Shingles, b.Shingles) / smaller;
        return containment < StockWording ? null : (FactVeto.SeparatesEvents(a, b, containment), !CopyFinder.SharesAnOpening(a, b, containment));
    }
}
