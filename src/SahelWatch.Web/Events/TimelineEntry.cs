using SahelWatch.Stories;

namespace SahelWatch.Web.Events;

/// <summary>A text in the timeline of a story: who published it first, who reprinted it, and what it added.</summary>
/// <param name="Carriers">Some of the outlets that reprint it.</param>
/// <param name="Copies">The number of reprints.</param>
/// <param name="News">Figures that no earlier text gives.</param>
/// <param name="Additions">Some of the sentences that an earlier version did not have.</param>
public sealed record TimelineEntry(
    Report Report, IReadOnlyList<Report> Carriers, int Copies, string? Agency, IReadOnlyList<Figure> News, IReadOnlyList<string> Additions, bool IsFirst)
{
    // Limits for a page of 100 KB.
    private const int MostAtStart = 8, MostAtEnd = 18, MostCarriers = 32, MostAdditions = 14, CarriersOfOne = 12, AdditionsOfOne = 3;

    /// <summary>Oldest first; only the beginning and the end of a very long story.</summary>
    public static (IReadOnlyList<TimelineEntry> Entries, int LeftOut) Of(Story story)
    {
        var told = new HashSet<(string, int, int?)>();
        var texts = StoryOrigins.Of(story).OrderBy(t => t.Origin.Date).ThenBy(t => t.Origin.Article.Value, StringComparer.Ordinal)
            .Select((text, i) => (Text: text, News: text.Origin.Figures.Where(f => told.Add((f.Kind, f.Value, f.High))).ToList(), IsFirst: i == 0)).ToList();
        var leftOut = Math.Max(0, texts.Count - MostAtStart - MostAtEnd);
        if (leftOut > 0)
            texts.RemoveRange(MostAtStart, leftOut);
        var (carriers, additions) = (MostCarriers, MostAdditions);
        var entries = new List<TimelineEntry>();
        foreach (var (text, news, isFirst) in texts)
        {
            IReadOnlyList<Report> copies = [.. text.Carriers.Take(Math.Min(CarriersOfOne, carriers))];
            IReadOnlyList<string> added = [.. text.Origin.Additions.Take(Math.Min(AdditionsOfOne, additions))];
            (carriers, additions) = (carriers - copies.Count, additions - added.Count);
            entries.Add(new(text.Origin, copies, text.Carriers.Count, text.Agency, news, added, isFirst));
        }

        return (entries, leftOut);
    }
}
