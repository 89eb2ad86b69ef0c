namespace SahelWatch.Stories;

/// <summary>A story while a grouping is applied to it.</summary>
internal sealed class StoryDraft(StoryId id, Story? before)
{
    private readonly Dictionary<ArticleId, Report> _reports = (before?.Reports ?? []).ToDictionary(r => r.Article);
    private readonly List<StoryChange> _history = [.. before?.History ?? []];
    private StoryId? _mergedInto = before?.MergedInto;

    public StoryId Id => id;

    /// <summary>Whether it differs from the stored one: an unchanged story is not written and is not news.</summary>
    public bool HasChanged => before is null ? _reports.Count > 0
        : _history.Count != before.History.Count || _reports.Count != before.Reports.Count
            || before.Reports.Any(r => !IsSame(r, _reports.GetValueOrDefault(r.Article)));

    /// <summary>Adds or updates a report, keeping its earlier wording and why it was assigned.</summary>
    public void Put(Report report, DateTimeOffset now)
    {
        if (_reports.GetValueOrDefault(report.Article) is { } known)
        {
            var reworded = known.Title != report.Title || known.Url != report.Url;
            report = report with
            {
                Because = known.Because ?? report.Because,
                IsDelayed = report.IsDelayed || known.IsDelayed,
                Former = reworded ? [.. known.Former, new Wording(known.Title, known.Lead, known.Url, now)] : known.Former,
            };
        }

        _reports[report.Article] = report;
    }

    public Report? Take(ArticleId article) => _reports.Remove(article, out var report) ? report : null;

    public void SetRepresentative(ArticleId article, ArticleId? copyOf)
    {
        if (_reports.TryGetValue(article, out var report))
            _reports[article] = report with { CopyOf = copyOf };
    }

    /// <summary>Records a merge or split once.</summary>
    public void Note(StoryMove move, StoryId other, DateTimeOffset now)
    {
        if (!_history.Exists(h => h.Kind == move.Kind && h.Other == other && h.Articles.SequenceEqual(move.Articles)))
            _history.Add(new StoryChange(now, move.Kind, other, move.Articles, move.Because));
        _mergedInto = _reports.Count == 0 ? move.To : null;
    }

    public Story Build(DateTimeOffset now)
    {
        IReadOnlyList<Report> reports = [.. _reports.Values.OrderBy(r => r.Date).ThenBy(r => r.Article.Value, StringComparer.Ordinal)];
        return new Story
        {
            Id = id,
            Reports = reports,
            Countries = Ranked(reports, r => r.Countries),
            Themes = Ranked(reports, r => r.Themes),
            Entities = Ranked(reports, r => r.Entities),
            FirstReported = reports.Count > 0 ? reports[0].Date : before!.FirstReported,
            LastReported = reports.Count > 0 ? reports[^1].Date : before!.LastReported,
            Changed = now,
            History = _history,
            MergedInto = reports.Count > 0 ? null : _mergedInto,
        };
    }

    /// <summary>Ordered by the number of texts that put it first; a text counts once however often it is reprinted.</summary>
    private static IReadOnlyList<string> Ranked(IReadOnlyList<Report> reports, Func<Report, IReadOnlyList<string>> values)
    {
        var points =
            from report in reports.DistinctBy(r => r.CopyOf ?? r.Article)
            from value in values(report).Select((name, rank) => (Name: name, Points: 1.0 / (1 + rank)))
            group value.Points by value.Name into named
            orderby named.Sum() descending, named.Key
            select named.Key;
        return [.. points];
    }

    private static bool IsSame(Report a, Report? b) => b is not null && a.CopyOf == b.CopyOf && a.Title == b.Title && a.Lead == b.Lead && a.Url == b.Url
        && a.Date == b.Date && a.Former.Count == b.Former.Count && a.Figures.SequenceEqual(b.Figures);
}
