using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Alerts.Judging;

/// <summary>What the reports of a story say, as far as rules ask for it; read once for all rules.</summary>
internal sealed class StoryReading
{
    /// <summary>The minimum share of a story's texts whose titles must say that something happened: one stray title is not enough.</summary>
    private const double Share = 0.3;

    private readonly AlertEvents _events;
    private readonly EntrySet _entries;
    private readonly SeverityTable _severities;
    private readonly List<ReportReading> _reports;
    private readonly IReadOnlyList<FigureRow> _rows;

    public StoryReading(Story story, AlertEvents events, EntrySet entries, SeverityTable severities)
    {
        (_events, _entries, _severities) = (events, entries, severities);
        (Story, Stored) = (story, story.Id);
        _rows = FigureLedger.From(story);
        // A weekly log repeats what others report: it confirms nothing, and its words are about many events.
        _reports = [.. story.Reports.Where(r => !r.IsRoundup).Select(r => ReportReading.Of(r, events, entries, severities))];
        Titles = [.. _reports.DistinctBy(t => News.TextOf(t.Report))];
        Severity = severities.Of(story, _rows);
        Events = events.Ids.Where(id => Most(Titles.Count(t => events.Says(id, t.Title, t.Report.Language)))).ToHashSet(StringComparer.Ordinal);
        SaysDozens = Most(Titles.Count(t => events.SaysDozens(t.Title, t.Report.Language)));
        (Points, Areas) = ReportReading.Where(Titles, entries);
        var named = Titles.SelectMany(t => t.Places).ToList();
        // If the titles name places, but none in the story's countries, it happened elsewhere.
        IsElsewhere = story.Countries.Count == 0 && named.Count > 0 && named.TrueForAll(e => !entries.IsoOf(e).Intersect(DigestComposer.Watched).Any());
    }

    public Story Story { get; }

    /// <summary>The id that it is stored under, of a part too.</summary>
    public StoryId Stored { get; private init; }

    /// <summary>The part's own id; null for a whole story.</summary>
    public StoryId? Part => Stored == Story.Id ? null : Story.Id;

    /// <summary>Of its first report.</summary>
    public string? Headline => _reports.MinBy(t => t.Report.Date)?.Report.Title;

    public Severity Severity { get; }

    /// <summary>Ids of <c>events.yaml</c>.</summary>
    public IReadOnlySet<string> Events { get; }

    /// <summary>Towns, villages and camps named in titles, or in the first sentences of reports whose titles name none.</summary>
    public IReadOnlySet<string> Points { get; }

    /// <summary>Regions named there, and those of the towns.</summary>
    public IReadOnlySet<string> Areas { get; }

    /// <summary>Titles say that dozens were killed, with no number.</summary>
    public bool SaysDozens { get; }

    public bool IsElsewhere { get; }

    /// <summary>Most of its titles are about burials, mourning or inquiries.</summary>
    public bool IsAftermath => Titles.Count(t => _events.IsAftermath(t.Title, t.Report.Language)) * 2 > Titles.Count;

    /// <summary>Most of its titles are about anniversaries, trials, drills or denials; or all reports are logs.</summary>
    public bool IsNoNews => Titles.Count(t => _events.IsNoNews(t.Title, t.Report.Language)) * 2 > Titles.Count;

    /// <summary>One for each text.</summary>
    private List<ReportReading> Titles { get; }

    /// <summary>The current figure; null if there is none.</summary>
    public FigureClaim? Standing(string kind) => RowOf(kind)?.Claims[0];

    /// <summary>Sources give different figures.</summary>
    public bool IsDisputed(string kind) => RowOf(kind)?.Standing == "disputed";

    public IReadOnlyList<FigureRow> Figures => _rows;

    public IReadOnlyList<Report> Reports => [.. _reports.Select(t => t.Report)];

    /// <summary>The reports with this figure.</summary>
    public IReadOnlyList<Report> Counting(string kind, int atLeast) => [.. Reports.Where(r => r.Figures.Any(f => f.Kind == kind && f.Value >= atLeast))];

    /// <summary>The reports that say so in their title or first sentence.</summary>
    public IReadOnlyList<Report> Saying(string id) => Saying((words, language) => _events.Says(id, words, language));

    public IReadOnlyList<Report> SayingDozens => Saying(_events.SaysDozens);

    /// <summary>The reports with one of the words in the title; none if there are too few.</summary>
    public IReadOnlyList<Report> Naming(WordPatterns words) =>
        Most(Titles.Count(t => words.Match(t.Title))) ? [.. _reports.Where(t => words.Match(t.Title)).Select(t => t.Report)] : [];

    /// <summary>The denials since a time.</summary>
    public IReadOnlyList<Report> DenyingSince(DateTimeOffset time) =>
        [.. _reports.Where(t => t.Report.Date > time && _events.Denies(t.Title, t.Report.Language)).Select(t => t.Report)];

    /// <summary>
    /// The story, or its parts where grouping took two events for one: what was told, or what its first report tells of, and the rest. Grouping mends such a
    /// story sooner or later, and an alert cannot wait for that.
    /// </summary>
    public IEnumerable<StoryReading> Parts(IEnumerable<ToldEvent> told)
    {
        var (own, other) = EventParts.Of(_reports, ToldEvent.Together(told.Where(t => t.IsOf(Story))), _entries);
        return own.Count == 0 || other.Count == 0 ? [this]
            : [Only(Story, own), Only(Story with { Id = StoryId.FoundedBy(other[0].Report.Article), History = [] }, other)];
    }

    private StoryReading Only(Story story, IEnumerable<ReportReading> texts)
    {
        var reports = texts.Select(t => t.Report).ToList();
        var countries = reports.SelectMany(r => r.Countries).Distinct().ToList();
        var part = story with
        {
            Countries = countries.Count > 0 ? countries : story.Countries,
            Reports = reports,
            FirstReported = reports.Min(r => r.Date),
            LastReported = reports.Max(r => r.Date),
        };
        return new StoryReading(part, _events, _entries, _severities) { Stored = Stored };
    }

    private List<Report> Saying(Func<IReadOnlyList<string>, string, bool> says) =>
        [.. _reports.Where(t => says(t.Title, t.Report.Language) || says(t.Lead, t.Report.Language)).Select(t => t.Report)];

    private FigureRow? RowOf(string kind) => _rows.FirstOrDefault(r => r.Kind == kind);

    private bool Most(int texts) => texts > 0 && texts >= Share * Titles.Count;
}
