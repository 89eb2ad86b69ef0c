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
    private static readonly Lazy<AlertEvents> LazyShipped = new(() => new AlertEvents(ShippedYaml.Read("Alerts.events.yaml")));

    private readonly ILookup<string, EventWords> _rules;
    private readonly LanguagePatterns _unless, _aftermath;
    private readonly EventWords _dozens, _denied;
    private readonly HashSet<string> _together;
    private readonly List<HashSet<string>> _kinds;

    private AlertEvents(YamlMappingNode root)
    {
        _unless = LanguagePatterns.Part(root, "unless")!;
        _aftermath = LanguagePatterns.Part(root, "aftermath")!;
        (_dozens, _denied) = (EventWords.Of(root["dozens"]), EventWords.Of(root["denied"]));
        (_together, Graver) = (IdsIn(root["together"]), IdsIn(root["graver"]));
        _kinds = [.. ((YamlSequenceNode)root["kinds"]).Select(IdsIn)];
        _rules = ((YamlSequenceNode)root["events"]).ToLookup(n => n["id"].ToString(), EventWords.Of);
        Ids = [.. _rules.Select(r => r.Key)];
    }

    public static AlertEvents Shipped => LazyShipped.Value;

    public IReadOnlyList<string> Ids { get; }

    /// <summary>Events that change the nature of a story, and are sent even if the story was sent before.</summary>
    public IReadOnlySet<string> Graver { get; }

    /// <param name="words">Of a title or a first sentence (<see cref="WordPatterns.Words"/>).</param>
    public bool Says(string id, IReadOnlyList<string> words, string language) =>
        _rules[id].Any(rule => rule.Match(words, language));

    /// <summary>That dozens were killed, with no number.</summary>
    public bool SaysDozens(IReadOnlyList<string> words, string language) => _dozens.Match(words, language);

    /// <summary>That it did not happen; not that somebody denies a part in it.</summary>
    public bool Denies(IReadOnlyList<string> words, string language) => _denied.Match(words, language);

    /// <summary>Whether reports of one may be about the same event as reports of the other.</summary>
    public bool MayBeOne(IEnumerable<string> some, IReadOnlySet<string> others) =>
        some.Any(id => others.Contains(id) || (_together.Contains(id) && others.Overlaps(_together)));

    /// <summary>Whether what happened, in the severity table, is of a kind that nobody takes for one of the others.</summary>
    public bool AreApart(IReadOnlyCollection<string> some, string other) =>
        _kinds.Any(k => k.Contains(other)) && _kinds.Any(k => k.Overlaps(some)) && !_kinds.Any(k => k.Contains(other) && k.Overlaps(some));

    /// <summary>Burials, mourning, condolences, inquiries: they follow an event and repeat its toll.</summary>
    public bool IsAftermath(IReadOnlyList<string> words, string language) => _aftermath.Match(words, language);

    /// <summary>Anniversaries, trials, drills and denials.</summary>
    public bool IsNoNews(IReadOnlyList<string> words, string language) => _unless.Match(words, language) || _denied.Words.Match(words, language);

    private static HashSet<string> IdsIn(YamlNode list) => [.. ((YamlSequenceNode)list).Select(id => id.ToString())];
}
