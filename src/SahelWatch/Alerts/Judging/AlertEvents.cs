using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Alerts.Judging;

/// <summary>
/// The table <c>events.yaml</c>: what a title must say for an alert regardless of figures. Stricter than the digest's severity table, which only affects the
/// order: here a wrong word wakes somebody. Immutable.
/// </summary>
internal sealed class AlertEvents
{
    private static readonly Lazy<AlertEvents> LazyShipped = new(Load);

    private ILookup<string, Rule> _rules = Enumerable.Empty<Rule>().ToLookup(_ => "");
    private LanguagePatterns? _unless;
    private LanguagePatterns? _aftermath;
    private Rule? _dozens, _denied;
    private HashSet<string> _together = [];
    private IReadOnlyList<HashSet<string>> _kinds = [];

    private AlertEvents()
    {
    }

    public static AlertEvents Shipped => LazyShipped.Value;

    public IReadOnlyList<string> Ids { get; private set; } = [];

    /// <summary>Events that change the nature of a story, and are sent even if the story was sent before.</summary>
    public IReadOnlySet<string> Graver { get; private set; } = new HashSet<string>();

    /// <param name="words">Of a title or a first sentence (<see cref="WordPatterns.Words"/>).</param>
    public bool Says(string id, IReadOnlyList<string> words, string language) =>
        _rules[id].Any(rule => rule.Match(words, language));

    /// <summary>That dozens were killed, with no number.</summary>
    public bool SaysDozens(IReadOnlyList<string> words, string language) => _dozens!.Match(words, language);

    /// <summary>That it did not happen; not that somebody denies a part in it.</summary>
    public bool Denies(IReadOnlyList<string> words, string language) => _denied!.Match(words, language);

    /// <summary>Whether reports of one may be about the same event as reports of the other.</summary>
    public bool MayBeOne(IEnumerable<string> some, IReadOnlySet<string> others) =>
        some.Any(id => others.Contains(id) || (_together.Contains(id) && others.Overlaps(_together)));

    /// <summary>Whether what happened, in the severity table, is of a kind that nobody takes for one of the others.</summary>
    public bool AreApart(IReadOnlyCollection<string> some, string other) =>
        _kinds.Any(k => k.Contains(other)) && _kinds.Any(k => k.Overlaps(some)) && !_kinds.Any(k => k.Contains(other) && k.Overlaps(some));

    /// <summary>Burials, mourning, condolences, inquiries: they follow an event and repeat its toll.</summary>
    public bool IsAftermath(IReadOnlyList<string> words, string language) => _aftermath!.Match(words, language);

    /// <summary>Anniversaries, trials, drills and denials.</summary>
    public bool IsNoNews(IReadOnlyList<string> words, string language) => _unless!.Match(words, language) || _denied!.Words.Match(words, language);

    private static AlertEvents Load()
    {
        var root = ShippedYaml.Read("Alerts.events.yaml");
        var table = new AlertEvents
        {
            _unless = LanguagePatterns.Part(root, "unless"),
            _dozens = Rule.Of(root["dozens"]),
            _denied = Rule.Of(root["denied"]),
            _together = ((YamlSequenceNode)root["together"]).Select(id => id.ToString()).ToHashSet(),
            _kinds = [.. ((YamlSequenceNode)root["kinds"]).Select(line => ((YamlSequenceNode)line).Select(id => id.ToString()).ToHashSet())],
            _aftermath = LanguagePatterns.Part(root, "aftermath"),
            Graver = ((YamlSequenceNode)root["graver"]).Select(id => id.ToString()).ToHashSet(),
        };
        table._rules = ((YamlSequenceNode)root["events"]).Cast<YamlMappingNode>()
            .ToLookup(n => n["id"].ToString(), Rule.Of);
        table.Ids = [.. table._rules.Select(r => r.Key)];
        return table;
    }

    private sealed record Rule(LanguagePatterns Words, LanguagePatterns? With, LanguagePatterns? Without)
    {
        public static Rule Of(YamlNode node) =>
            new(Part(node, "words")!, Part(node, "with"), Part(node, "without"));

        private static LanguagePatterns? Part(YamlNode node, string name) => LanguagePatterns.Part((YamlMappingNode)node, name);

        public bool Match(IReadOnlyList<string> words, string language) =>
            Words.Match(words, language) && With?.Match(words, language) != false && Without?.Match(words, language) != true;
    }
}
