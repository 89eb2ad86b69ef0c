using System.Globalization;
using SahelWatch.Domain;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Digests.Composing.Severities;

/// <summary>How severe a story is, from 5 (grave) to 0 (routine), and what happened; null where no word says so.</summary>
internal sealed record Severity(int Level, string? Event);

/// <summary>The table <c>severity.yaml</c>: what ranks above what. Immutable.</summary>
internal sealed class SeverityTable
{
    public const int Ordinary = 1;
    public const int Routine = 0;

    /// <summary>Share of a story's texts whose titles must say so: one headline about a coup of years ago makes no coup.</summary>
    private const double Share = 0.34;

    private static readonly Lazy<SeverityTable> LazyShipped = new(Load);

    private readonly Dictionary<string, IReadOnlyList<(int AtLeast, int Level)>> _tolls = [];
    private readonly List<EventRule> _events = [];
    private readonly Dictionary<string, int> _themes = [];
    private LanguagePatterns? _routine;
    private LanguagePatterns? _unless;

    private SeverityTable()
    {
    }

    public static SeverityTable Shipped => LazyShipped.Value;

    /// <param name="figures">What the story's reports count, the figure that stands first.</param>
    public Severity Of(Story story, IReadOnlyList<FigureRow> figures)
    {
        var texts = story.Reports.DistinctBy(News.TextOf)
            .Select(r => (r.Language, Title: WordPatterns.Words(r.Title), Lead: WordPatterns.Words(Beginning(r.Lead)))).ToList();
        var news = texts.Where(t => !_unless!.Match(t.Title, t.Language)).ToList();
        var toll = figures.Where(f => f.Claims.Count > 0).Select(f => LevelOf(f.Kind, f.Claims[0].Value)).DefaultIfEmpty(0).Max();
        var told = _events
            .Select(e => (Rule: e, Titles: news.Count(t => e.Matches(t.Title, t.Language)), Leads: news.Count(t => e.Matches(t.Lead, t.Language))))
            .Where(m => m.Titles + m.Leads > 0).ToList();
        var happened = told.Where(m => m.Titles >= Share * texts.Count && m.Titles > 0).Select(m => m.Rule.Level).DefaultIfEmpty(0).Max();
        var what = told.OrderByDescending(m => (2 * m.Titles) + m.Leads).ThenByDescending(m => m.Rule.Level).Select(m => m.Rule.Id).FirstOrDefault();
        var theme = story.Themes.Count > 0 && _themes.TryGetValue(story.Themes[0], out var level) ? level : Ordinary;
        var isRoutine = story.Reports.All(r => r.IsRoundup) || (toll == 0 && texts.Count(t => _routine!.Match(t.Title, t.Language)) > texts.Count / 2);
        return new Severity(isRoutine ? Routine : toll > 0 || happened > 0 ? Math.Max(toll, Math.Max(happened, Ordinary)) : theme, what);
    }

    /// <summary>What the event is called in a reader's language.</summary>
    public string? NameOf(string? id, string language) => _events.Find(e => e.Id == id)?.Names.GetValueOrDefault(language);

    private int LevelOf(string kind, int value) =>
        _tolls.GetValueOrDefault(kind)?.Where(t => value >= t.AtLeast).Select(t => t.Level).DefaultIfEmpty(0).Max() ?? 0;

    private static string Beginning(string lead)
    {
        const int firstSentence = 200; // characters: the background stands behind it
        return lead.Length <= firstSentence ? lead : lead[..firstSentence];
    }

    private static SeverityTable Load()
    {
        using var stream = typeof(SeverityTable).Assembly.GetManifestResourceStream("SahelWatch.Digests.severity.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var table = new SeverityTable { _routine = LanguagePatterns.Part(root, "routine"), _unless = LanguagePatterns.Part(root, "unless") };
        foreach (var (kind, steps) in (YamlMappingNode)root["tolls"])
            table._tolls[kind.ToString()] = [.. ((YamlMappingNode)steps).Select(s => (Number(s.Key), Number(s.Value)))];
        foreach (var rule in (YamlSequenceNode)root["events"])
            table._events.Add(EventRule.Read((YamlMappingNode)rule));
        foreach (var (theme, level) in (YamlMappingNode)root["themes"])
            table._themes[theme.ToString()] = Number(level);
        return table;
    }

    private static int Number(YamlNode node) => int.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private sealed record EventRule(
        string Id, int Level, Dictionary<string, string> Names, LanguagePatterns Words, LanguagePatterns? With, LanguagePatterns? Without)
    {
        public bool Matches(IReadOnlyList<string> words, string language) =>
            Words.Match(words, language) && With?.Match(words, language) != false && Without?.Match(words, language) != true;

        public static EventRule Read(YamlMappingNode rule) => new(
            rule["id"].ToString(),
            Number(rule["level"]),
            ((YamlMappingNode)rule["name"]).ToDictionary(n => n.Key.ToString(), n => n.Value.ToString()),
            LanguagePatterns.Part(rule, "words")!,
            LanguagePatterns.Part(rule, "with"),
            LanguagePatterns.Part(rule, "without"));
    }
}
