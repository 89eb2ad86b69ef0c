using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Events;

/// <summary>
/// What two reports put forward in the same slot and fill differently: the day on which it happened, the word beside the same word of the headline (minister
/// and governor sacked), who acts (one bloc's summit and another's), what happened at all. Words that two short texts share are stock wording as often as not;
/// then these tell two events apart. Fitted on labelled pairs.
/// </summary>
internal readonly record struct Contrast(double WithinLanguage, double AcrossLanguages)
{
    private const int Short = 30; // terms up to which a text consists of little but its slots
    private const int LeadCount = 3; // as often a mark counts that title or lead names
    private const int Week = 7;
    private const double OtherDay = -0.3; // logarithms of what the likeness of the words is multiplied by
    private const double OtherDayOtherWord = -1.6;
    private const double OtherDayAcross = -0.7; // of the odds, where the languages differ
    private const double OtherThing = -1;
    private const double OtherActor = -0.7;

    public static Contrast Of(IndexedArticle a, IndexedArticle b)
    {
        if (Math.Min(a.Terms.Length, b.Terms.Length) > Short || IsFollowUp(a, b))
            return default;
        var actors = ActorsDiffer(a, b) ? OtherActor : 0;
        var contrast = new Contrast(actors, actors + (EventsDiffer(a, b) ? OtherThing : 0));
        var (daysA, daysB) = (DaysOf(a), DaysOf(b));
        return daysA == 0 || daysB == 0 || (daysA & daysB) != 0 ? contrast
            : new Contrast(contrast.WithinLanguage + (HeadlinesDiffer(a, b) || FactVeto.PlacesDiffer(a, b) ? OtherDayOtherWord : OtherDay),
                contrast.AcrossLanguages + OtherDayAcross);
    }

    /// <summary>Whether both speak of what goes on for weeks as one event: an epidemic, a captivity, a trial.</summary>
    public static bool Lasts(IndexedArticle a, IndexedArticle b) => HasEvent(a, e => Vocabulary.Shipped.Lasts(e) && b.HasMark(e));

    /// <summary>Whether the later report puts forward what comes after an event, of which the earlier does not speak.</summary>
    public static bool IsFollowUp(IndexedArticle a, IndexedArticle b)
    {
        var (earlier, later) = a.Date <= b.Date ? (a, b) : (b, a);
        return HasEvent(later, e => Vocabulary.Shipped.Follows(e) && !earlier.HasMark(e));
    }

    /// <summary>The days, of the week before it was published, whose weekdays title and lead name: a bit each, by the number of the day modulo 64.</summary>
    private static ulong DaysOf(IndexedArticle article)
    {
        if (article.Lead.Weekdays == 0 || article.Published is not { } published)
            return 0;
        var days = 0UL;
        for (var ago = 0; ago < Week; ago++)
        {
            var day = published.UtcDateTime.Date.AddDays(-ago);
            var weekday = day.DayOfWeek == DayOfWeek.Sunday ? Week : (int)day.DayOfWeek;
            if ((article.Lead.Weekdays >> weekday & 1) != 0)
                days |= 1UL << (int)(day.Ticks / TimeSpan.TicksPerDay % 64);
        }

        return days;
    }

    private static bool HeadlinesDiffer(IndexedArticle a, IndexedArticle b) => HeadlinesDiffer(a, b, (_, _) => true);

    /// <summary>Whether headlines that say the same say it of different things: each has a word of its own beside the same word.</summary>
    public static bool HeadlinesDiffer(IndexedArticle a, IndexedArticle b, Func<IndexedArticle, uint, bool> such) => Array.Exists(
        a.Lead.Headline,
        x => such(a, x.Value) && !Says(b, x.Value) && Array.Exists(b.Lead.Headline, y => x.Beside == y.Beside && such(b, y.Value) && !Says(a, y.Value)));

    private static bool Says(IndexedArticle article, uint word) => article.HasTerm(word) || article.HasMark(word);

    /// <summary>Whether both say what happened, and nothing of it is the same.</summary>
    private static bool EventsDiffer(IndexedArticle a, IndexedArticle b) => HasEvent(a, _ => true) && HasEvent(b, _ => true) && !HasEvent(a, b.HasMark);

    /// <summary>Whether each puts forward who acts, and neither names whom the other does.</summary>
    private static bool ActorsDiffer(IndexedArticle a, IndexedArticle b) =>
        HasActor(a, _ => true) && HasActor(b, _ => true) && !HasActor(a, b.HasMark) && !HasActor(b, a.HasMark);

    private static bool HasActor(IndexedArticle article, Func<uint, bool> such) =>
        Array.Exists(article.Marks, m => m is { Kind: MarkKind.Actor, Count: >= LeadCount } && such(m.Hash));

    private static bool HasEvent(IndexedArticle article, Func<uint, bool> such) =>
        Array.Exists(article.Marks, m => m is { Kind: MarkKind.Concept, Count: >= LeadCount } && such(m.Hash));
}
