using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Alerts.Judging;

/// <summary>
/// Separates the reports of another event from those of a story's own event. Grouping had its reasons, so another toll alone is not enough: the place, the
/// kind of event or a day of silence must differ too.
/// </summary>
internal static class EventParts
{
    /// <summary>Reports of an event follow each other more closely; its toll may still rise after such a silence, but not fall by half.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    /// <param name="texts">By date.</param>
    /// <param name="told">What was told of the story; null if nothing: then its own event is that of the first report.</param>
    public static (List<ReportReading> Own, List<ReportReading> Other) Of(IReadOnlyList<ReportReading> texts, ToldEvent? told, EntrySet entries)
    {
        var own = texts.Where(t => told?.Articles.Contains(t.Report.Article) == true).ToList();
        var other = new List<ReportReading>();
        foreach (var text in texts.Except(own).ToList())
        {
            if ((own.Count > 0 || told is not null) && IsOther(text, own, told, entries))
                other.Add(text);
            else
                own.Add(text);
        }

        return (own, other);
    }

    private static bool IsOther(ReportReading text, List<ReportReading> own, ToldEvent? told, EntrySet entries)
    {
        var tolls = text.Tolls.ToList();
        if (tolls.Count == 0)
            return false;
        if (tolls.Exists(toll => told?.Of("killed")?.Value == toll || own.Exists(t => t.Numbers.Contains(toll))))
            return text.Abducts && own.Exists(t => t.Abducts) && IsElsewhere(text, own, told, entries) && IsAbroad(text, own, entries);
        var before = own.Where(t => t.Report.Date <= text.Report.Date).ToList();
        var isLater = before.Count > 0 && text.Report.Date - before.Max(t => t.Report.Date) > Silence;
        return IsElsewhere(text, own, told, entries) || IsOtherKind(text, own, before)
            || (isLater && own.SelectMany(t => t.Tolls).DefaultIfEmpty().Max() >= 2 * tolls.Max());
    }

    /// <summary>It names other towns or regions.</summary>
    private static bool IsElsewhere(ReportReading text, List<ReportReading> own, ToldEvent? told, EntrySet entries)
    {
        var (points, areas) = ReportReading.Where([text], entries);
        var (ownPoints, ownAreas) = ReportReading.Where(own, entries);
        return Differ(points, ownPoints.Union(told?.Points ?? []).ToHashSet()) is { } isOtherTown
            && Differ(areas, ownAreas.Union(told?.Areas ?? []).ToHashSet()) is { } isOtherArea && (isOtherTown || isOtherArea);

        // False where one names none, null where both name the same.
        static bool? Differ(IReadOnlySet<string> some, HashSet<string> others) => others.Overlaps(some) ? null : some.Count > 0 && others.Count > 0;
    }

    /// <summary>Two abductions are often of as many people, so their places must tell them apart; within a country, hostages are moved.</summary>
    private static bool IsAbroad(ReportReading text, List<ReportReading> own, EntrySet entries) =>
        !text.Scene.SelectMany(entries.IsoOf).Intersect(own.SelectMany(t => t.Scene).SelectMany(entries.IsoOf)).Any();

    /// <summary>A crash after an attack; or news after an anniversary, or the reverse. A denial that comes after the news is about the news.</summary>
    private static bool IsOtherKind(ReportReading text, List<ReportReading> own, List<ReportReading> before) =>
        text.LooksBack ? before.Count == 0 && own.Exists(t => !t.LooksBack)
            : text.What is { } what && ((own.Count > 0 && own.TrueForAll(t => t.LooksBack))
                || AlertEvents.Shipped.AreApart([.. own.Select(t => t.What).OfType<string>()], what));
}
