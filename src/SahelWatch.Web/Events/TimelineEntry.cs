using SahelWatch.Domain;
using SahelWatch.Stories;

namespace SahelWatch.Web.Events;

/// <summary>One text of a story on its page: who had it first, who reprinted it, what it added.</summary>
/// <param name="News">The figures that no earlier text gives.</param>
public sealed record TimelineEntry(Report Report, IReadOnlyList<Report> Carriers, string? Agency, IReadOnlyList<Figure> News, bool IsFirst)
{
    private const int MostAtStart = 10;
    private const int MostAtEnd = 40;

    /// <summary>Oldest first. Of a very long story the beginning and the end, which is what a page has room for.</summary>
    public static (IReadOnlyList<TimelineEntry> Entries, int LeftOut) Of(Story story)
    {
        var told = new HashSet<(string, int, int?)>();
        var entries = new List<TimelineEntry>();
        foreach (var text in StoryOrigins.Of(story).OrderBy(t => t.Origin.Date).ThenBy(t => t.Origin.Article.Value, StringComparer.Ordinal))
        {
            var news = text.Origin.Figures.Where(f => told.Add((f.Kind, f.Value, f.High))).ToList();
            entries.Add(new(text.Origin, text.Carriers, text.Agency, news, entries.Count == 0));
        }

        var leftOut = Math.Max(0, entries.Count - MostAtStart - MostAtEnd);
        return leftOut == 0 ? (entries, 0) : ([.. entries.Take(MostAtStart), .. entries.TakeLast(MostAtEnd)], leftOut);
    }
}
