using System.Text.RegularExpressions;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Digests.Composing.Severities;

/// <summary>Reads a table of severity (YAML) strictly: what cannot be used is refused with its line and the reason, before it ranks anything.</summary>
internal static partial class SeverityReader
{
    private static readonly string[] Kinds = ["killed", "abducted", "injured", "missing", "displaced", "arrested"];
    private static readonly string[] Languages = ["en", "fr", "ar"];

    /// <exception cref="InvalidFileException">The table cannot be used.</exception>
    public static SeverityTable Read(string yaml, string name)
    {
        using var reader = new StringReader(yaml);
        var root = YamlMap.Read(name, reader);
        var events = root.Maps("events").Select(map => (Map: map, Rule: EventOf(map))).ToList();
        foreach (var (map, rule) in events)
        {
            if (rule.Ends is { } ended && events.All(e => e.Rule.Id != ended))
                throw map.Wrong("ends", $"\"{ended}\" is no event of this table");
            if (events.Count(e => e.Rule.Id == rule.Id) > 1)
                throw map.Wrong("id", $"\"{rule.Id}\" is used twice; every event needs an id of its own");
        }

        var table = new SeverityTable
        {
            Tolls = TollsOf(root.OptionalMap("tolls")),
            Events = events.ConvertAll(e => e.Rule),
            Themes = root.OptionalMap("themes") is { } themes ? themes.Keys().ToDictionary(k => k, k => Level(themes, k)) : [],
            Unless = Patterns(root, "unless") ?? new([]),
            Routines = Patterns(root, "routine") ?? new([]),
        };
        root.RejectOthers();
        return table;
    }

    private static Dictionary<string, IReadOnlyList<TollStep>> TollsOf(YamlMap? tolls)
    {
        if (tolls is null)
            return [];
        Expect(tolls, Kinds);
        return tolls.Keys().ToDictionary(kind => kind, kind => StepsOf(tolls, kind));
    }

    private static IReadOnlyList<TollStep> StepsOf(YamlMap tolls, string kind)
    {
        var steps = tolls.OptionalMap(kind)!;
        return [.. steps.Keys().Select(people => int.TryParse(people, out var atLeast) && atLeast > 0
            ? new TollStep(atLeast, Level(steps, people))
            : throw steps.Wrong(people, "not a number of people above 0"))];
    }

    private static EventRule EventOf(YamlMap map)
    {
        var id = map.Text("id");
        if (!Id().IsMatch(id))
            throw map.Wrong("id", $"\"{id}\": lower-case letters, digits and dashes");
        var names = map.OptionalMap("name") ?? throw map.Wrong("\"name:\" is missing");
        Expect(names, Languages);
        var rule = new EventRule(
            id, Level(map, "level"), names.AllText(),
            new(Patterns(map, "words") ?? throw map.Wrong("\"words:\" is missing"), Patterns(map, "with"), Patterns(map, "without")), map.OptionalText("ends"));
        map.RejectOthers();
        return Languages.FirstOrDefault(l => !rule.Names.ContainsKey(l)) is { } missing ? throw map.Wrong("name", $"not said in {missing}") : rule;
    }

    private static LanguagePatterns? Patterns(YamlMap map, string key)
    {
        if (map.OptionalMap(key) is not { } words)
            return null;
        Expect(words, Languages);
        foreach (var (language, text) in words.AllText())
        {
            foreach (var pattern in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!Pattern().IsMatch(pattern))
                    throw words.Wrong(language, $"\"{pattern}\": a word of two letters or more, with a star at most at its end, and _ between the words of a phrase");
            }
        }

        return new(words.AllText());
    }

    private static int Level(YamlMap map, string key) =>
        map.OptionalNumber(key) is { } level and >= 0 and <= SeverityTable.Gravest && level == Math.Floor(level) ? (int)level : throw map.Wrong(key, $"a level is a whole number from 0 (routine) to {SeverityTable.Gravest} (grave)");

    private static void Expect(YamlMap map, string[] known)
    {
        if (map.Keys().Except(known, StringComparer.Ordinal).FirstOrDefault() is { } other)
            throw map.Wrong(other, $"none of {string.Join(", ", known)}");
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[^\s*_]{2,}\*?(_[^\s*_]{1,}\*?)*$")]
    private static partial Regex Pattern();
}
