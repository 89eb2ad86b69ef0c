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

    /// <summary>Characters of a lead that contain the news; background comes after.</summary>
    private const int FirstSentence = 200;

    private readonly AlertEvents _events;
    private readonly EntrySet _entries;
    private readonly SeverityTable _severities;
    private readonly List<Text> _reports;
    private readonly IReadOnlyList<FigureRow> _rows;

    public StoryReading(Story story, AlertEvents events, EntrySet entries, SeverityTable severities)
    {
        (_events, _entries, _severities) = (events, entries, severities);
        (Story, Stored) = (story, story.Id);
        _rows = FigureLedger.From(story);
        // A weekly log repeats what others report: it confirms nothing, and its words are about many events.
        _reports = [.. story.Reports.Where(r => !r.IsRoundup).Select(r => new Text(
            r, WordPatterns.Words(r.Title), WordPatterns.Words(r.Lead.Length <= FirstSentence ? r.Lead : r.Lead[..FirstSentence]),
            [.. entries.Scan(r.Title).Where(h => h is { IsPeople: false, Entry.IsPlace: true } && (!h.Ambiguous || r.Entities.Contains(h.Entry.Id)))
                .Select(h => h.Entry)]))];
        Titles = [.. _reports.DistinctBy(t => News.TextOf(t.Report))];
        Severity = severities.Of(story, _rows);
        Events = events.Ids.Where(id => Most(Titles.Count(t => events.Says(id, t.Title, t.Report.Language)))).ToHashSet(StringComparer.Ordinal);
        SaysDozens = Most(Titles.Count(t => events.SaysDozens(t.Title, t.Report.Language)));
        (Points, Areas) = Where(Titles);
        var named = Titles.SelectMany(t => t.Places).ToList();
        // If the titles name places, but none in the story's countries, it happened elsewhere.
        IsElsewhere = story.Countries.Count == 0 && named.Count > 0 && named.TrueForAll(e => !entries.IsoOf(e).Intersect(Watched).Any());
    }

    private static readonly string[] Watched = ["ML", "NE", "BF", "TD", "MR"];

    public Story Story { get; }

    /// <summary>The id that it is stored under, of a part too.</summary>
    public StoryId Stored { get; private init; }

    public Severity Severity { get; }

    /// <summary>Ids of <c>events.yaml</c>.</summary>
    public IReadOnlySet<string> Events { get; }

    /// <summary>Towns, villages and camps named in titles.</summary>
    public IReadOnlySet<string> Points { get; }

    /// <summary>Regions named in titles, and those of the towns.</summary>
    public IReadOnlySet<string> Areas { get; }

    /// <summary>Titles say that dozens were killed, with no number.</summary>
    public bool SaysDozens { get; }

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
    public IReadOnlyList<Report> Saying(string id) => Saying((words, language) => _events.Says(id, words, language));

    public IReadOnlyList<Report> SayingDozens => Saying(_events.SaysDozens);

    /// <summary>The reports with one of the words in the title; none if there are too few.</summary>
    public IReadOnlyList<Report> Naming(WordPatterns words) =>
        Most(Titles.Count(t => words.Match(t.Title))) ? [.. _reports.Where(t => words.Match(t.Title)).Select(t => t.Report)] : [];

    /// <summary>The denials since a time.</summary>
    public IReadOnlyList<Report> DenyingSince(DateTimeOffset time) =>
        [.. _reports.Where(t => t.Report.Date > time && _events.Denies(t.Title, t.Report.Language)).Select(t => t.Report)];

    /// <summary>The story, or the part that was told and the part that is of another event, which grouping took for the same.</summary>
    public IEnumerable<StoryReading> Parts(IEnumerable<ToldEvent> told)
    {
        if (ToldEvent.Together(told.Where(t => t.IsOf(Story))) is not { } known)
            return [this];
        var tolls = _reports.Where(t => known.Articles.Contains(t.Report.Article)).SelectMany(t => t.Report.Figures).Where(f => f.Kind == "killed").Select(f => f.Value);
        var parts = _reports.ToLookup(t => !t.Report.Figures.Any(f => f.Kind == "killed" && tolls.Contains(f.Value))
            && Where([t]) is var (points, areas) && known.IsApart(t.Report, points, areas));
        return parts.Count < 2 ? [this]
            : [Only(Story, parts[false]), Only(Story with { Id = StoryId.FoundedBy(parts[true].First().Report.Article), History = [] }, parts[true])];
    }

    private StoryReading Only(Story story, IEnumerable<Text> texts)
    {
        var reports = texts.Select(t => t.Report).ToList();
        var part = story with { Reports = reports, FirstReported = reports.Min(r => r.Date), LastReported = reports.Max(r => r.Date) };
        return new StoryReading(part, _events, _entries, _severities) { Stored = Stored };
    }

    private (IReadOnlySet<string> Points, IReadOnlySet<string> Areas) Where(List<Text> texts)
    {
        var places = texts.SelectMany(t => t.Places).ToList();
        var towns = places.Where(e => e.IsPoint && e.Kind != EntryKind.Capital).ToList();
        var areas = towns.SelectMany(Around).Concat(places).Where(e => e is { Kind: EntryKind.Region, Iso.Count: 1 }); // not the Sahel
        return (towns.Select(e => e.Id).ToHashSet(StringComparer.Ordinal), areas.Select(e => e.Id).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What contains it, at every level.</summary>
    private IEnumerable<GazetteerEntry> Around(GazetteerEntry entry) =>
        entry.In.Select(_entries.Find).OfType<GazetteerEntry>().SelectMany(outer => Around(outer).Prepend(outer));

    private List<Report> Saying(Func<IReadOnlyList<string>, string, bool> says) =>
        [.. _reports.Where(t => says(t.Title, t.Report.Language) || says(t.Lead, t.Report.Language)).Select(t => t.Report)];

    private FigureRow? RowOf(string kind) => _rows.FirstOrDefault(r => r.Kind == kind);

    private bool Most(int texts) => texts > 0 && texts >= Share * Titles.Count;

    /// <param name="Places">That the title names: of words that also mean something else (Say, Man), those that matching took for the place.</param>
    private sealed record Text(Report Report, IReadOnlyList<string> Title, IReadOnlyList<string> Lead, IReadOnlyList<GazetteerEntry> Places);
}
