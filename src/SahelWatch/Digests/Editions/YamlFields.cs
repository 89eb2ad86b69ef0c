using System.Text.RegularExpressions;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Digests.Rendering;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Digests.Editions;

/// <summary>
/// Reads the editions and alert rules that people write in YAML. Each mistake is noted with its line and what is valid, and reading continues, so that all are
/// reported at once; a field with a mistake has some valid value until then.
/// </summary>
internal sealed partial class YamlFields
{
    private const int LongestTitle = 80;
    private const int MostNoted = 5; // mistakes of one list

    private readonly YamlMap _map;
    private readonly List<string> _problems;
    private readonly int _before;

    private YamlFields(YamlMap map, List<string> problems) => (_map, _problems, _before) = (map, problems, problems.Count);

    /// <summary>Whether no mistake was noted so far.</summary>
    public bool IsValid => _problems.Count == _before;

    /// <summary>Reads the items of a file, each with an id of its own, which are listed under a key.</summary>
    /// <param name="read">Reads an item.</param>
    /// <param name="empty">What to do if the list is missing.</param>
    /// <exception cref="InputException">The file is not YAML or has mistakes.</exception>
    public static IReadOnlyList<T> ReadList<T>(string yaml, string name, string key, Func<YamlFields, T> read, Func<T, string> idOf, string empty)
    {
        using var reader = new StringReader(yaml);
        var (file, items, problems) = (YamlMap.Read(name, reader), new List<T>(), new List<string>());
        foreach (var map in file.Maps(key))
        {
            var fields = new YamlFields(map, problems);
            var item = read(fields);
            fields.RejectOthers();
            if (fields.IsValid && items.Exists(i => idOf(i) == idOf(item)))
                fields.Note("id", $"\"{idOf(item)}\" is used twice; every id must be unique");
            items.Add(item);
        }

        if (!file.Keys().Contains(key, StringComparer.Ordinal))
        {
            file.RejectOthers(); // it may be misspelt
            throw file.Wrong($"\"{key}:\" is missing; {empty}");
        }

        return problems.Count == 0 ? items : throw new InputException(string.Join(Environment.NewLine, problems));
    }

    public string Id(string key = "id") => Text(key, IdPattern().IsMatch, "must be lower-case letters, digits and dashes, at most 40");

    public string Title() => Text("title", t => t.Trim().Length is > 0 and <= LongestTitle, $"must be a title of at most {LongestTitle} characters").Trim();

    public string Language() => Text("language", Frame.Languages.Contains, "must be en, fr or ar", "en");

    public TimeZoneInfo TimeZone() => TimeZoneInfo.FindSystemTimeZoneById(Text(
        "timeZone", name => (name == "UTC" || TimeZoneInfo.TryConvertIanaIdToWindowsId(name, out _)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _),
        "is not a time zone that is known here; give an IANA name such as Africa/Bamako", "UTC"));

    public List<string> Countries() => All("countries", Country().IsMatch, "must be an ISO code of two capitals, such as ML");

    public List<string> Themes() => All("themes", ThemeNames.All.Contains, $"must be one of {string.Join(", ", ThemeNames.All)}");

    public List<string> Channels(int most = int.MaxValue) =>
        All("channels", Channel.IsName, "must be the name of a channel: at most 40 lower-case letters, digits, underscores and dashes", most);

    public T Choice<T>(string key)
        where T : struct, Enum => Enum.Parse<T>(Text(
            key, t => Enum.GetNames<T>().Contains(t, StringComparer.OrdinalIgnoreCase), $"must be {string.Join(" or ", Enum.GetNames<T>()).ToLowerInvariant()}",
            default(T).ToString()), ignoreCase: true);

    public TimeOnly Time(string key) => TimeOf(Text(key, IsTime, "is not a time of day; write \"06:00\""));

    public static bool IsTime(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Midnight if it is not a time.</summary>
    public static TimeOnly TimeOf(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : default;

    /// <param name="fallback">Null if the field is required.</param>
    public string Text(string key, Predicate<string> isRight, string rule, string? fallback = null) => Try(
        () => _map.OptionalText(key) is not { } text ? fallback ?? throw _map.Wrong($"\"{key}:\" is missing; it {rule}")
            : isRight(text) ? text : throw _map.Wrong(key, $"\"{text}\" {rule}"),
        fallback ?? "");

    /// <param name="fallback">Null if the field is required.</param>
    public int Number(string key, int? fallback, int least, int most) => Try(
        () => (_map.OptionalNumber(key) ?? fallback) is { } number && number >= least && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw _map.Wrong(key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}")),
        least);

    /// <summary>A list or a single value, without duplicates.</summary>
    public List<string> All(string key, Predicate<string> isRight, string rule, int most = int.MaxValue)
    {
        var texts = Try(() => _map.Texts(key), []).Distinct().ToList();
        if (texts.Count > most)
            Note(key, $"has {texts.Count} entries; at most {most} are read");
        else
            texts.FindAll(t => !isRight(t)).Take(MostNoted).ToList().ForEach(wrong => Note(key, $"\"{wrong}\" {rule}"));
        return texts.FindAll(isRight);
    }

    /// <summary>The same, but a list that is there must not be empty.</summary>
    public List<string> Some(string key, Predicate<string> isRight, string rule)
    {
        var before = _problems.Count;
        var texts = All(key, isRight, rule);
        if (texts.Count == 0 && _problems.Count == before && Has(key))
            Note(key, "is empty; name at least one, or leave the line out");
        return texts;
    }

    public bool Has(string key) => _map.Keys().Contains(key, StringComparer.Ordinal);

    public IReadOnlyList<string> Keys() => _map.Keys();

    /// <summary>Null if the key is absent.</summary>
    public YamlFields? Map(string key) => Try(() => _map.OptionalMap(key), null) is { } inner ? new(inner, _problems) : null;

    public void RejectOthers(params IReadOnlyCollection<string> known) => Try<object?>(
        () =>
        {
            _map.RejectOthers(known);
            return null;
        }, null);

    public void Note(string problem) => _problems.Add(_map.Wrong(problem).Message);

    public void Note(string key, string problem) => _problems.Add(_map.Wrong(key, problem).Message);

    private T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (InvalidFileException e)
        {
            _problems.Add(e.Message);
            return otherwise;
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Country();
}
