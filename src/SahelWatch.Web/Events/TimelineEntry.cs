using SahelWatch.Domain;
using SahelWatch.Stories;

namespace SahelWatch.Web.Events;

/// <summary>One text of a story on its page: who had it first, who reprinted it, what it added.</summary>
/// <param name="Carriers">Some of those that reprint it.</param>
/// <param name="Copies">How many they are.</param>
/// <param name="News">The figures that no earlier text gives.</param>
/// <param name="Additions">Some of the sentences that an earlier version of it did not have.</param>
public sealed record TimelineEntry(
    Report Report, IReadOnlyList<Report> Carriers, int Copies, string? Agency, IReadOnlyList<Figure> News, IReadOnlyList<string> Additions, bool IsFirst)
{
    // What a page of 100 KB has room for, however many wrote however much.
    private const int MostAtStart = 8, MostAtEnd = 18, MostCarriers = 32, MostAdditions = 16, CarriersOfOne = 12, AdditionsOfOne = 3;

    /// <summary>Oldest first. Of a very long story the beginning and the end.</summary>
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
