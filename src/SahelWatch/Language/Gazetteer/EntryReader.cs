namespace SahelWatch.Language.Gazetteer;

/// <summary>Reads and validates the entries of a gazetteer file (YAML, schema in the README); <see cref="EntrySet"/> checks them together.</summary>
internal static class EntryReader
{
    private static readonly string[] Languages = ["en", "fr", "ar", "ha"];

    private static readonly Dictionary<string, EntryKind> Kinds = Enum.GetValues<EntryKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The kind as spelt in files: border-zone.</summary>
    public static string NameOf(EntryKind kind) => kind == EntryKind.BorderZone ? "border-zone" : kind.ToString().ToLowerInvariant();

    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="InvalidFileException">The file is invalid; the message says where and why.</exception>
    public static IReadOnlyList<SourcedEntry> Read(string file, TextReader reader)
    {
        var root = YamlMap.Read(file, reader);
        var entries = root.Maps("entries").Select(map => new SourcedEntry(ReadEntry(map), file, map.Line)).ToArray();
        root.RejectOthers();
        return entries;
    }

    private static GazetteerEntry ReadEntry(YamlMap map)
    {
        var kind = map.Text("kind");
        var entry = new GazetteerEntry
        {
            Id = map.Text("id"),
            Kind = Kinds.TryGetValue(kind, out var known) ? known : throw map.Wrong("kind", $"unknown kind \"{kind}\"; one of {string.Join(", ", Kinds.Keys)}"),
            Iso = map.Texts("iso"),
            In = map.Texts("in"),
            Weight = map.OptionalNumber("weight"),
            Names = ByLanguage(map, "names"),
            People = ByLanguage(map, "people"),
            Ambiguous = (map.OptionalMap("ambiguous")?.AllText() ?? new Dictionary<string, string>()).ToDictionary(a => a.Key, a => new Doubt(a.Value)),
            Not = map.Texts("not"),
        };
        map.RejectOthers("note");
        Check(entry, map);
        return entry;
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> ByLanguage(YamlMap map, string key)
    {
        var names = map.OptionalMap(key)?.AllTexts() ?? new Dictionary<string, IReadOnlyList<string>>();
        if (names.Keys.Except(Languages).FirstOrDefault() is { } language)
            throw map.Wrong(key, $"unknown language \"{language}\"; one of {string.Join(", ", Languages)}");
        return names;
    }

    private static void Check(GazetteerEntry entry, YamlMap map)
    {
        if (entry.Names.Count == 0)
            throw map.Wrong($"{entry.Id} has no names");
        if (entry.Iso.FirstOrDefault(code => code.Length != 2 || !code.All(char.IsAsciiLetterUpper)) is { } wrong)
            throw map.Wrong("iso", $"\"{wrong}\" is not an ISO 3166-1 alpha-2 code (two capital letters)");
        var known = entry.Names.Concat(entry.People).SelectMany(x => x.Value).Select(name => PhraseKey.Of(name)).ToHashSet();
        if (entry.Ambiguous.Keys.FirstOrDefault(name => !known.Contains(PhraseKey.Of(name))) is { } stray)
            throw map.Wrong("ambiguous", $"\"{stray}\" is not among the names or people of {entry.Id}");
    }
}

/// <summary>An entry and where it was read from, for messages.</summary>
internal sealed record SourcedEntry(GazetteerEntry Entry, string File, int Line);
