using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Alerts.Judging;

/// <summary>What the reports of a story say, as far as rules ask for it; read once for all rules.</summary>
internal sealed class StoryReading
{
    /// <summary>The minimum share of a story's texts whose titles must say that something happened: one stray title is not enough.</summary>
    private const double Share = 0.3;

    /// <summary>Characters of a lead that contain the news; background comes after.</summary>
    private const int FirstSentence = 200;

    private readonly AlertEvents _events;
    private readonly List<Text> _reports;
    private readonly IReadOnlyList<FigureRow> _rows;

    public StoryReading(Story story, AlertEvents events, EntrySet entries, SeverityTable severities)
    {
        _events = events;
        Story = story;
        _rows = FigureLedger.From(story);
        // A weekly log repeats what others report: it confirms nothing, and its words are about many events.
        _reports = [.. story.Reports.Where(r => !r.IsRoundup).Select(r => new Text(
            r, WordPatterns.Words(r.Title), WordPatterns.Words(r.Lead.Length <= FirstSentence ? r.Lead : r.Lead[..FirstSentence])))];
        Titles = [.. _reports.DistinctBy(t => News.TextOf(t.Report))];
        Severity = severities.Of(story, _rows);
        Events = events.Ids.Where(id => Most(Titles.Count(t => events.Says(id, t.Title, t.Report.Language)))).ToHashSet(StringComparer.Ordinal);
        var hits = Titles.SelectMany(t => entries.Scan(t.Report.Title)).Where(h => h is { IsPeople: false, Entry.IsPlace: true }).ToList();
        var towns = hits.Select(h => h.Entry).Where(IsTown).ToList();
        Points = towns.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        Areas = towns.SelectMany(e => e.In.Select(entries.Find)).OfType<GazetteerEntry>().Concat(hits.Select(h => h.Entry))
            .Where(e => e.Kind == EntryKind.Region).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var named = hits.Where(h => !h.Ambiguous).Select(h => h.Entry).ToList();
        // If the titles name places, but none in the story's countries, it happened elsewhere.
        IsElsewhere = story.Countries.Count == 0 && named.Count > 0 && named.TrueForAll(e => !entries.IsoOf(e).Intersect(Watched).Any());
    }

    private static bool IsTown(GazetteerEntry entry) => entry.IsPoint && entry.Kind != EntryKind.Capital;

    private static readonly string[] Watched = ["ML", "NE", "BF", "TD", "MR"];

    public Story Story { get; }

    public Severity Severity { get; }

    /// <summary>Ids of <c>events.yaml</c>.</summary>
    public IReadOnlySet<string> Events { get; }

    /// <summary>Towns, villages and camps named in titles.</summary>
    public IReadOnlySet<string> Points { get; }

    /// <summary>Regions named in titles, and those of the towns.</summary>
    public IReadOnlySet<string> Areas { get; }

    public bool IsElsewhere { get; }

    /// <summary>Most of its titles are about anniversaries, trials, drills or denials; or all reports are logs.</summary>
    public bool IsNoNews => Titles.Count(t => _events.IsNoNews(t.Title, t.Report.Language)) * 2 > Titles.Count;

    /// <summary>One for each text.</summary>
    private List<Text> Titles { get; }

    /// <summary>The current figure; null if there is none.</summary>
    public FigureClaim? Standing(string kind) => RowOf(kind)?.Claims[0];

    /// <summary>Sources give different figures.</summary>
    public bool IsDisputed(string kind) => RowOf(kind)?.Standing == "disputed";

    public IReadOnlyList<FigureRow> Figures => _rows;

    public IReadOnlyList<Report> Reports => [.. _reports.Select(t => t.Report)];

    /// <summary>The reports with this figure.</summary>
    public IReadOnlyList<Report> Counting(string kind, int atLeast) => [.. Reports.Where(r => r.Figures.Any(f => f.Kind == kind && f.Value >= atLeast))];

    /// <summary>The reports that say so in their title or first sentence.</summary>
    public IReadOnlyList<Report> Saying(string id) =>
        [.. _reports.Where(t => _events.Says(id, t.Title, t.Report.Language) || _events.Says(id, t.Lead, t.Report.Language)).Select(t => t.Report)];

    /// <summary>The reports with one of the words in the title; none if there are too few.</summary>
    public IReadOnlyList<Report> Naming(WordPatterns words) =>
        Most(Titles.Count(t => words.Match(t.Title))) ? [.. _reports.Where(t => words.Match(t.Title)).Select(t => t.Report)] : [];

    /// <summary>The denials since a time.</summary>
    public IReadOnlyList<Report> DenyingSince(DateTimeOffset time) =>
        [.. _reports.Where(t => t.Report.Date > time && _events.IsNoNews(t.Title, t.Report.Language)).Select(t => t.Report)];

    private FigureRow? RowOf(string kind) => _rows.FirstOrDefault(r => r.Kind == kind);

    private bool Most(int texts) => texts > 0 && texts >= Share * Titles.Count;

    private sealed record Text(Report Report, IReadOnlyList<string> Title, IReadOnlyList<string> Lead);
}
