using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>Builds a watchlist from its YAML file; every unknown key or impossible value is an error with its line.</summary>
internal static class WatchlistReader
{
    /// <exception cref="InvalidFileException">The file is invalid; the message says where and why.</exception>
    public static Watchlist Read(string file, TextReader reader, EntrySet? shipped = null)
    {
        var root = YamlMap.Read(file, reader);
        // First, so that a typo like "treshold" is reported instead of "threshold is missing".
        root.RejectOthers(Keys);
        var title = root.Text("title");
        var threshold = Positive(root, "threshold");
        var countries = root.Texts("countries");
        var zones = ReadZones(root);
        var entries = ReadEntries(root, file, shipped);
        var kinds = ReadKinds(root);
        var vocabulary = new VocabularyReader();
        var senses = ReadSenses(root, vocabulary);
        var themes = vocabulary.AddThemes(root);
        vocabulary.AddByWeight(root.OptionalMap("context"), weight => new Term { Context = weight });
        foreach (var role in AllRoles)
            vocabulary.Add(root.OptionalMap(KeyOf(role)), new Term { Roles = role });
        var names = new NameJudgement(entries, countries, kinds, senses);
        var decoys = root.OptionalMap("decoys")?.AllTexts().Values.SelectMany(words => words) ?? [];
        var watchlist = new Watchlist(zones, names.Index(decoys), vocabulary.Words(root), ReadHardThemes(root, themes))
        {
            Title = title,
            Threshold = threshold,
            Countries = countries,
            Themes = themes,
            Entries = entries,
        };
        if (countries.FirstOrDefault(code => !entries.Entries.Any(e => entries.IsoOf(e).Contains(code))) is { } unknown)
            throw root.Wrong("countries", $"no entry of the gazetteer lies in \"{unknown}\"; give ISO 3166-1 alpha-2 codes that its \"iso:\" lines use");
        return watchlist;
    }

    private static readonly Roles[] AllRoles = [.. Enum.GetValues<Roles>().Where(role => role != Roles.None)];

    private static readonly string[] Keys =
    [
        "title", "threshold", "countries", "zones", "gazetteer", "kinds", "senses", "themes", "context", "decoys", "soft-themes",
        .. AllRoles.Select(KeyOf), .. LanguageWords.Keys,
    ];

    private static string KeyOf(Roles role) => role.ToString().ToLowerInvariant();

    private static double Positive(YamlMap map, string key) => map.OptionalNumber(key) is not { } number ? throw map.Wrong($"\"{key}:\" is missing")
        : number > 0 ? number : throw map.Wrong(key, "must be above 0");

    private static ZoneWeights ReadZones(YamlMap root)
    {
        var map = root.OptionalMap("zones") ?? throw root.Wrong("\"zones:\" is missing (title, lead and body: what a mention counts there)");
        var zones = new ZoneWeights(Positive(map, "title"), Positive(map, "lead"), Positive(map, "body"));
        map.RejectOthers();
        return zones;
    }

    /// <summary>The files listed in the watchlist, relative to it; if there are none, the shipped gazetteer.</summary>
    private static EntrySet ReadEntries(YamlMap root, string file, EntrySet? shipped)
    {
        var files = root.Texts("gazetteer");
        return files.Count == 0
            ? shipped ?? EntrySet.Shipped
            : EntrySet.Load(files.Select(f => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, f)));
    }

    /// <summary>Bits of all themes except the soft ones, for which a person called Chad may well be in the news.</summary>
    private static int ReadHardThemes(YamlMap root, IReadOnlyList<string> themes)
    {
        var soft = root.Texts("soft-themes");
        if (soft.FirstOrDefault(theme => !themes.Contains(theme)) is { } unknown)
            throw root.Wrong("soft-themes", $"there is no theme \"{unknown}\"");
        return Enumerable.Range(0, themes.Count).Where(i => !soft.Contains(themes[i])).Aggregate(0, (bits, i) => bits | 1 << i);
    }

    private static Dictionary<EntryKind, double> ReadKinds(YamlMap root)
    {
        var map = root.OptionalMap("kinds") ?? throw root.Wrong("\"kinds:\" is missing (what a mention counts by kind of entry)");
        var kinds = Enum.GetValues<EntryKind>().ToDictionary(kind => kind, kind => map.OptionalNumber(EntryReader.NameOf(kind)) ?? 0);
        map.RejectOthers();
        return kinds;
    }

    private static Dictionary<(string, bool), Sense> ReadSenses(YamlMap root, VocabularyReader vocabulary)
    {
        var senses = new Dictionary<(string, bool), Sense>();
        foreach (var map in root.Maps("senses"))
        {
            var sense = new Sense(map.Text("meaning"), map.OptionalNumber("prior") ?? throw map.Wrong("\"prior:\" is missing"))
            {
                IsAdjective = map.OptionalText("adjective") == "true",
                IsAccented = map.OptionalText("accented") == "true",
                Before = map.Texts("before").Select(FoldedText.Fold).ToFrozenSet(StringComparer.Ordinal),
            };
            foreach (var name in map.Texts("names"))
            {
                if (!senses.TryAdd(PhraseKey.Of(name), sense))
                    throw map.Wrong("names", $"\"{name}\" has a sense already");
            }

            vocabulary.AddByWeight(map.OptionalMap("against"), weight => new Term { Against = [(sense, weight)] });
            map.RejectOthers();
        }

        return senses;
    }
}
