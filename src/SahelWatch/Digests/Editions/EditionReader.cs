using System.Text.RegularExpressions;
using SahelWatch.Delivery.Webhooks;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Digests.Editions;

/// <summary>Reads one edition of the file; every mistake becomes a problem that names the field and says what is valid.</summary>
internal sealed partial class EditionReader(YamlMappingNode node, List<EditionProblem> problems)
{
    private const string SubscribersWord = "subscribers";

    private static readonly string[] Fields =
        ["id", "title", "language", "timeZone", "sendAt", "weekdays", "countries", "themes", "languages", "maxStories", "sport", "quietDay", "catchUp",
            "readers", "channels"];

    private static readonly string[] Frames = ["en", "fr", "ar"];

    private readonly string _name = node.Children.TryGetValue("id", out var id) && id is YamlScalarNode { Value: { Length: > 0 } value }
        ? value
        : $"at line {node.Start.Line}";

    private delegate bool TryParse<T>(string text, out T? value);

    /// <summary>The edition, or null if there was a problem.</summary>
    public Edition? Read()
    {
        var before = problems.Count;
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>().Where(k => !Fields.Contains(k.Value)))
            Note(key.Value ?? "", key, $"is not a setting; known are {string.Join(", ", Fields)}");

        var readers = Many<string>(
            "readers", [],
                "is neither `subscribers` nor an email address that can be written to; before the @ only unaccented letters, digits and common signs are",
                    (v, out r) => (r = v) == SubscribersWord || EmailAddress.TryParse(v, out _));
        if (!node.Children.ContainsKey("readers") && !node.Children.ContainsKey("channels"))
            Note("readers", node, "names nobody; list email addresses, `subscribers` for those who subscribed, or `channels`");
        var edition = new Edition
        {
            Id = One<string>("id", null, "must be lower-case letters, digits and dashes, at most 40", (v, out r) => Id().IsMatch(r = v)),
            Title = One<string>("title", null, "must be a title of at most 80 characters", (v, out r) => (r = v.Trim()).Length is > 0 and <= 80),
            Language = One("language", "en", "must be en, fr or ar", (v, out r) => Frames.Contains(r = v)),
            TimeZone = One("timeZone", TimeZoneInfo.Utc, "is not a time zone that is known here; give an IANA name such as Africa/Bamako", Zone),
            SendAt = [.. Many("sendAt", [new TimeOnly(6, 0)], "is not a time of day; write 06:00",
                (v, out r) => TimeOnly.TryParseExact(v, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out r)).Order()],
            Weekdays = Many("weekdays", Enum.GetValues<DayOfWeek>(), "is not a weekday; write monday or mon", Weekday),
            Countries = Many<string>("countries", [], "must be an ISO code of two capitals, such as ML", (v, out r) => Country().IsMatch(r = v)),
            Themes = Many<string>("themes", [], $"must be one of {string.Join(", ", ThemeNames.All)}", (v, out r) => ThemeNames.All.Contains(r = v)),
            Languages = Many<string>("languages", [], "must be a language code such as fr", (v, out r) => LanguageCode().IsMatch(r = v)),
            MaxStories = One(
                "maxStories", 40, "must be from 1 to 200", (v, out r) => int.TryParse(v, CultureInfo.InvariantCulture, out r) && r is >= 1 and <= 200),
            Sport = One("sport", false, "must be true or false", (v, out r) => bool.TryParse(v, out r)),
            QuietDay = One("quietDay", QuietDay.Send, "must be send or skip", (v, out r) => Enum.TryParse(v, true, out r) && Enum.IsDefined(r)),
            CatchUp = One("catchUp", CatchUp.Latest, "must be latest or each", (v, out r) => Enum.TryParse(v, true, out r) && Enum.IsDefined(r)),
            Readers = [.. readers.Where(r => r != SubscribersWord)],
            Subscribers = readers.Contains(SubscribersWord),
            Channels = Many<string>("channels", [], "must be the name of a channel: at most 40 lower-case letters, digits, underscores and dashes",
                (v, out r) => Channel.IsName(r = v)),
        };
        return problems.Count == before ? edition : null;
    }

    /// <param name="fallback">Null if the field is required.</param>
    private T One<T>(string field, T? fallback, string rule, TryParse<T> parse)
        where T : notnull
    {
        if (!node.Children.TryGetValue(field, out var value))
        {
            if (fallback is null)
                Note(field, node, $"is missing; it {rule}");
        }
        else if (value is not YamlScalarNode { Value: { } text })
        {
            Note(field, value, "must be one value");
        }
        else if (parse(text, out var parsed))
        {
            return parsed!;
        }
        else
        {
            Note(field, value, $"'{text}' {rule}");
        }

        return fallback!; // null only after a problem was noted, and then there is no edition
    }

    /// <summary>A list or a single value; duplicates are removed.</summary>
    private List<T> Many<T>(string field, IReadOnlyList<T> fallback, string rule, TryParse<T> parse)
    {
        if (!node.Children.TryGetValue(field, out var value))
            return [.. fallback];
        var read = new List<T>();
        foreach (var item in value is YamlSequenceNode sequence ? sequence : (IEnumerable<YamlNode>)[value])
            if (item is YamlScalarNode { Value: { } text } && parse(text, out var parsed))
                read.Add(parsed!);
            else
                Note(field, item, $"{(item is YamlScalarNode ? $"'{item}'" : "a list or mapping")} {rule}"); // never written out: what aliases repeat has no end
        if (value is YamlSequenceNode { Children.Count: 0 })
            Note(field, value, "is empty; name at least one, or leave the line out");
        return [.. read.Distinct()];
    }

    private static bool Zone(string name, out TimeZoneInfo? zone)
    {
        zone = null;
        return (name == "UTC" || TimeZoneInfo.TryConvertIanaIdToWindowsId(name, out _)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);
    }

    private static bool Weekday(string name, out DayOfWeek day)
    {
        day = Enum.GetValues<DayOfWeek>().FirstOrDefault(d => d.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return name.Length >= 3 && day.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }

    private void Note(string field, YamlNode at, string message) => problems.Add(new EditionProblem(_name, field, (int)at.Start.Line, message));

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Country();

    [GeneratedRegex(@"^[a-z]{2,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageCode();
}
