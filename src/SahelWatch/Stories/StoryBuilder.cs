using SahelWatch.Articles;

namespace SahelWatch.Stories;

/// <summary>Turns what grouping found out into stories. Applying the same grouping twice changes nothing the second time.</summary>
public static class StoryBuilder
{
    private const int LeadLength = 400; // characters: two or three sentences, what a digest shows at most

    /// <summary>The stories as they are to be stored, in the order in which to store them: those that gain reports before those that lose them, so that a crash between two writes loses none.</summary>
    /// <param name="current">The stored ones among <see cref="Grouping.Stories"/>.</param>
    public static IReadOnlyList<Story> Apply(IReadOnlyDictionary<StoryId, Story> current, Grouping grouping, DateTimeOffset now)
    {
        var reports = current.ToDictionary(s => s.Key, s => s.Value.Reports.ToDictionary(r => r.Article));
        foreach (var assignment in grouping.Assignments)
        {
            var story = reports.TryGetValue(assignment.Story, out var known) ? known : reports[assignment.Story] = [];
            story[assignment.Article.Id] = ReportOf(assignment);
        }

        return [.. grouping.Stories.Where(s => reports[s].Count > 0).Select(s => Build(s, current.GetValueOrDefault(s), reports[s].Values, now))];
    }

    private static Story Build(StoryId id, Story? before, IEnumerable<Report> unordered, DateTimeOffset now)
    {
        IReadOnlyList<Report> reports = [.. unordered.OrderBy(r => r.Date).ThenBy(r => r.Article.Value, StringComparer.Ordinal)];
        return new Story
        {
            Id = id,
            Reports = reports,
            FirstReported = reports[0].Date,
            LastReported = reports[^1].Date,
            Changed = now,
            History = before?.History ?? [],
        };
    }

    private static Report ReportOf(Assignment assignment)
    {
        var article = assignment.Article;
        return new Report
        {
            Article = article.Id,
            CopyOf = assignment.CopyOf,
            Source = article.Source,
            Kind = article.Kind,
            Language = article.Language,
            Url = article.Url,
            Title = article.Title,
            Lead = Lead(article),
            Date = article.Date,
            FirstSeen = article.FirstSeen,
            Former = article.Former,
            Because = assignment.Because,
        };
    }

    private static string Lead(Article article)
    {
        var text = article.Summary.Length > 0 ? article.Summary : article.Text;
        if (text.Length <= LeadLength)
            return text;
        var end = text.LastIndexOf(' ', LeadLength);
        return string.Concat(text.AsSpan(0, end > 0 ? end : LeadLength), "…");
    }
}
