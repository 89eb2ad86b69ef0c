using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Events;

/// <summary>
/// Evidence that two reports with much in common are about different events: they disagree on the day, on the place, on who acts, on what happened, or on a
/// word next to the same word of the headline ("minister sacked", "governor sacked"). Weights were fitted on labelled pairs.
/// </summary>
internal readonly record struct Contrast(double WithinLanguage, double AcrossLanguages)
{
    private const int Short = 30; // terms; two longer texts have enough words to compare, and mention more days and actors by the way
    private const int LeadCount = 3; // the count of a mark that the title or lead contains
    private const int Week = 7;

    // Added to the logarithm of the similarity (one language) or of the odds (two languages).
    private const double OtherDay = -0.3;
    private const double OtherDayOtherWord = -1.6;
    private const double OtherEvent = -1;
    private const double OtherActor = -0.7;
    private const double OtherPlace = -0.5;

    public static Contrast Of(IndexedArticle a, IndexedArticle b)
    {
        if (Math.Min(a.Terms.Length, b.Terms.Length) > Short || IsFollowUp(a, b))
            return default;
        var placesDiffer = FactVeto.PlacesDiffer(a, b);
        var either = (ActorsDiffer(a, b) ? OtherActor : 0) + (placesDiffer ? OtherPlace : 0);
        var (daysA, daysB) = (DaysOf(a), DaysOf(b));
        var day = daysA.Count == 0 || daysB.Count == 0 || daysA.Intersect(daysB).Any() ? 0
            : placesDiffer || HeadlinesDiffer(a, b) ? OtherDayOtherWord : OtherDay;
        return new Contrast(either + day, either + (EventsDiffer(a, b) ? OtherEvent : 0));
    }

    /// <summary>
    /// Whether one is a bulletin (the weather, what grain costs) and has no event word in common with the other: a bulletin names towns, whatever
    /// happened there.
    /// </summary>
    public static bool OneIsRoutine(IndexedArticle a, IndexedArticle b) => IsRoutine(a, b) || IsRoutine(b, a);

    private static bool IsRoutine(IndexedArticle article, IndexedArticle other) => HasEvent(article, Vocabulary.Shipped.IsRoutine)
        && !Array.Exists(article.Marks, m => m is { Kind: MarkKind.Concept or MarkKind.CommonConcept, Count: >= LeadCount } && other.HasMark(m.Hash));

    /// <summary>Whether both are about something that lasts for weeks: an epidemic, a captivity, a trial.</summary>
    public static bool Lasts(IndexedArticle a, IndexedArticle b) => HasEvent(a, e => Vocabulary.Shipped.Lasts(e) && b.HasMark(e));

    /// <summary>Whether the later report leads with something that follows an event (a burial, a release) and the earlier does not mention it.</summary>
    public static bool IsFollowUp(IndexedArticle a, IndexedArticle b)
    {
        var (earlier, later) = a.Date <= b.Date ? (a, b) : (b, a);
        return HasEvent(later, e => Vocabulary.Shipped.Follows(e) && !earlier.HasMark(e));
    }

    /// <summary>The days in the week before publication whose weekdays the title and lead name.</summary>
    private static List<DateTime> DaysOf(IndexedArticle article) => article.Lead.Weekdays == 0 || article.Published is not { } published ? []
        : [.. Enumerable.Range(0, Week).Select(ago => published.UtcDateTime.Date.AddDays(-ago))
            .Where(day => (article.Lead.Weekdays >> (day.DayOfWeek == DayOfWeek.Sunday ? Week : (int)day.DayOfWeek) & 1) != 0)];

    private static bool HeadlinesDiffer(IndexedArticle a, IndexedArticle b) => HeadlinesDiffer(a, b, (_, _) => true);

    /// <summary>Whether each headline has a word of its own next to a word that both have.</summary>
    public static bool HeadlinesDiffer(IndexedArticle a, IndexedArticle b, Func<IndexedArticle, uint, bool> such) => Array.Exists(
        a.Lead.Headline,
        x => such(a, x.Value) && !Says(b, x.Value) && Array.Exists(b.Lead.Headline, y => x.Beside == y.Beside && such(b, y.Value) && !Says(a, y.Value)));

    private static bool Says(IndexedArticle article, uint word) => article.HasTerm(word) || article.HasMark(word);

    /// <summary>Whether both lead with event words and share none.</summary>
    private static bool EventsDiffer(IndexedArticle a, IndexedArticle b) => HasEvent(a, _ => true) && HasEvent(b, _ => true) && !HasEvent(a, b.HasMark);

    /// <summary>Whether both lead with actors, and neither mentions any of the other's.</summary>
    private static bool ActorsDiffer(IndexedArticle a, IndexedArticle b) =>
        HasActor(a, _ => true) && HasActor(b, _ => true) && !HasActor(a, b.HasMark) && !HasActor(b, a.HasMark);

    private static bool HasActor(IndexedArticle article, Func<uint, bool> such) =>
        Array.Exists(article.Marks, m => m is { Kind: MarkKind.Actor, Count: >= LeadCount } && such(m.Hash));

    private static bool HasEvent(IndexedArticle article, Func<uint, bool> such) =>
        Array.Exists(article.Marks, m => m is { Kind: MarkKind.Concept, Count: >= LeadCount } && such(m.Hash));
}
