using SahelWatch.Stories.Events;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Reports of alike events are written in the same stock wording, and an update repeats the text it updates. What they put forward differs: where each of two
/// texts has a place or a weekday in its lead that the other does not have anywhere, or a number or a name of its own beside the same word, they are no copies
/// in whatever words. What only one of them has was cut or added by an editor.
/// </summary>
internal static class FactVeto
{
    private const double Reworded =
        0.7; // share of 3-grams up to which another name or weekday alone means another event; in what is the same beyond that, an editor changed it
    private const double Verbatim = 0.9; // beyond that not even another town means anything: it stands in what a site prints around the text
    private static readonly TimeSpan Later = TimeSpan.FromDays(1); // a toll that falls within a day was corrected

    /// <summary>Whether the texts cannot be copies.</summary>
    public static bool Speaks(IndexedArticle a, IndexedArticle b, double containment) =>
        CountsDiffer(a, b, (_, _) => true) || (containment < Reworded && WeekdaysDiffer(a, b)) || PlacesDiffer(a, b, containment)
            || NamesDiffer(a, b, containment) || EventsDiffer(a, b, containment);

    /// <summary>
    /// Whether texts in the same wording report two events; else one is a later version of the other. A toll rises from one version to the next.
    /// </summary>
    public static bool TellsEventsApart(IndexedArticle a, IndexedArticle b, double containment)
    {
        var (earlier, later) = a.Date <= b.Date ? (a, b) : (b, a);
        return PlacesDiffer(a, b, containment) || NamesDiffer(a, b, containment) || EventsDiffer(a, b, containment)
            || (NamesDiffer(a, b, 0) && CountsDiffer(a, b, (_, _) => true))
            || (WeekdaysDiffer(a, b) && CountsDiffer(a, b, (_, _) => true))
            || (later.Date - earlier.Date >= Later && CountsDiffer(earlier, later, (before, after) => after < before));
    }

    /// <summary>
    /// Whether the places differ, in wording that is not the same. A country or a capital may stand in what a site prints above a text.
    /// </summary>
    private static bool PlacesDiffer(IndexedArticle a, IndexedArticle b, double containment) =>
        containment < ((a.Located, b.Located) is (Fineness.Settlement, Fineness.Settlement) ? Verbatim : Reworded) && PlacesDiffer(a, b);

    /// <summary>Whether each says where it was, in a settlement or in an area, and neither names the other's place.</summary>
    public static bool PlacesDiffer(IndexedArticle a, IndexedArticle b) =>
        (a.Located > Fineness.Area) == (b.Located > Fineness.Area) && IsElsewhere(a, b) && IsElsewhere(b, a);

    private static bool WeekdaysDiffer(IndexedArticle a, IndexedArticle b) => (a.Lead.Weekdays & ~b.Weekdays) != 0 && (b.Lead.Weekdays & ~a.Weekdays) != 0;

    private static bool CountsDiffer(IndexedArticle a, IndexedArticle b, Func<uint, uint, bool> such) =>
        Array.Exists(
            a.Lead.Numbers, x => Lacks(b, x.Value) && Array.Exists(b.Lead.Numbers, y => x.Beside == y.Beside && Lacks(a, y.Value) && such(x.Value, y.Value)));

    private static bool NamesDiffer(IndexedArticle a, IndexedArticle b, double containment) =>
        containment < Reworded
            && Array.Exists(a.Lead.Names, x => !b.HasTerm(x.Value) && Array.Exists(b.Lead.Names, y => x.Beside == y.Beside && !a.HasTerm(y.Value)));

    /// <summary>Whether the headlines have other event words in the same place, which neither text says anywhere else: measles and cholera.</summary>
    private static bool EventsDiffer(IndexedArticle a, IndexedArticle b, double containment) =>
        containment < Verbatim && Contrast.HeadlinesDiffer(a, b, (article, word) => article.HasMark(word));

    private static bool Lacks(IndexedArticle article, uint number) => Array.BinarySearch(article.Numbers, number) < 0;

    private static bool IsElsewhere(IndexedArticle article, IndexedArticle other) =>
        article.Places.Length > 0 && !Array.Exists(article.Places, place => other.HasMark(Hashing.Word(place)));
}
