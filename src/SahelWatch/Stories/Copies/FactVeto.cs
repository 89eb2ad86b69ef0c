using SahelWatch.Stories.Events;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Recognises texts that share their wording but not their facts. Similar events are reported in stock phrases, bulletins repeat last week's sentences, and an
/// update repeats the text that it updates. Two texts are not copies if each of them leads with a place, weekday, number or event that the other does not
/// mention anywhere. A fact that only one of them has proves nothing: an editor may have cut or added it.
/// </summary>
internal static class FactVeto
{
    private const double Reworded = 0.7; // share of common 3-grams above which a different weekday is an editor's change, not another event
    private const double Verbatim = 0.9; // above this even a different town is: it stands in what a site prints around the text

    /// <summary>Whether the texts cannot be copies.</summary>
    public static bool Applies(IndexedArticle a, IndexedArticle b, double containment) =>
        CountsDiffer(a, b) || (containment < Reworded && WeekdaysDiffer(a, b)) || PlacesDiffer(a, b, containment) || EventsDiffer(a, b, containment);

    /// <summary>Whether texts with the same wording report two events; otherwise one is a later version of the other, perhaps with a higher toll.</summary>
    public static bool SeparatesEvents(IndexedArticle a, IndexedArticle b, double containment) =>
        PlacesDiffer(a, b, containment) || EventsDiffer(a, b, containment) || (CountsDiffer(a, b) && (NamesDiffer(a, b) || WeekdaysDiffer(a, b)));

    /// <summary>Whether each text says where it happened, and neither mentions the other's place.</summary>
    public static bool PlacesDiffer(IndexedArticle a, IndexedArticle b) => IsElsewhere(a, b) && IsElsewhere(b, a);

    /// <summary>The same for texts with this much wording in common: sites print their own country or capital above a text, but seldom another town.</summary>
    private static bool PlacesDiffer(IndexedArticle a, IndexedArticle b, double containment) =>
        containment < ((a.Located, b.Located) is (Fineness.Settlement, Fineness.Settlement) ? Verbatim : Reworded) && PlacesDiffer(a, b);

    private static bool WeekdaysDiffer(IndexedArticle a, IndexedArticle b) => (a.Lead.Weekdays & ~b.Weekdays) != 0 && (b.Lead.Weekdays & ~a.Weekdays) != 0;

    /// <summary>Whether the leads give different numbers next to the same word.</summary>
    private static bool CountsDiffer(IndexedArticle a, IndexedArticle b) =>
        Array.Exists(a.Lead.Numbers, x => Lacks(b, x.Value) && Array.Exists(b.Lead.Numbers, y => x.Beside == y.Beside && Lacks(a, y.Value)));

    /// <summary>Whether the leads give different names next to the same word.</summary>
    private static bool NamesDiffer(IndexedArticle a, IndexedArticle b) =>
        Array.Exists(a.Lead.Names, x => !b.HasTerm(x.Value) && Array.Exists(b.Lead.Names, y => x.Beside == y.Beside && !a.HasTerm(y.Value)));

    /// <summary>Whether the headlines differ in an event word (measles, cholera) that the other text does not contain anywhere.</summary>
    private static bool EventsDiffer(IndexedArticle a, IndexedArticle b, double containment) =>
        containment < Verbatim && Contrast.HeadlinesDiffer(a, b, (article, word) => article.HasMark(word));

    private static bool Lacks(IndexedArticle article, uint number) => Array.BinarySearch(article.Numbers, number) < 0;

    private static bool IsElsewhere(IndexedArticle article, IndexedArticle other) =>
        article.Places.Length > 0 && !Array.Exists(article.Places, place => other.HasMark(Hashing.Word(place)));
}
