using System.Text.RegularExpressions;
using SahelWatch.Alerts.Judging;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Alerts.Rules;

/// <summary>Reads the alerts file (YAML). An invalid file is rejected with the line and the reason.</summary>
public static partial class AlertList
{
    /// <summary>A sample alerts file: one rule, with other settings in comments.</summary>
    public const string Sample = """
        # What to report at once, and to whom. All fields except id, title and readers (or channels) are optional. `alerts: []` switches alerts off.
        # Test a change on the archive before it takes effect: sahelwatch alerts replay --since 30d --alerts alerts.yaml
        alerts:
        - id: grave                        # lower-case letters, digits and dashes; do not change it later
          title: SahelWatch alert
          language: en                     # of the message: en, fr or ar
          timeZone: UTC                    # an IANA name such as Africa/Bamako
          # countries: [ML, NE, BF]        # ISO 3166-1 codes; all five when left out
          # themes: [security, humanitarian]
          thresholds: { killed: 10, abducted: 5 }    # also injured, missing, displaced, arrested
          events: [coup, fall, abduction, aidworkers, capital, airport, camp, convoy, border, epidemic]    # reported regardless of figures
          # words: [uranium, "drone*"]     # in a title; an asterisk matches any ending
          growth: { reports: 8, hours: 3 } # so many independent reports within so many hours
          sources: 2                       # independent reports needed for confirmation; a single report is enough from these kinds of outlet:
          trusted: [wire, un]
          wait: 45                         # minutes to wait for confirmation; then it is sent marked "one source"
          # quiet: { from: "22:00", to: "06:00" }    # local time; events are held back and sent in one message at the end
          breaks: [coup, fall]             # sent at once even in quiet hours
          mostADay: 10                     # messages; further events are combined into one on the next day
          readers:
          - reader@localhost               # mail addresses
          # channels: [duty-room]          # names in the settings: `sahelwatch channels list`

        """;

    private const int LongestTitle = 80, LongestWait = 24 * 60, MostMessages = 100, MostWords = 200, MostPeople = 1_000_000_000, MostReports = 1000;

    private static readonly string[] Languages = ["en", "fr", "ar"];
    private static readonly string[] Kinds = ["killed", "injured", "missing", "abducted", "displaced", "arrested"];

    /// <exception cref="InputException">The file is missing, is not YAML, or contains an invalid rule.</exception>
    public static IReadOnlyList<AlertRule> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    internal static IReadOnlyList<AlertRule> Parse(string yaml, string name)
    {
        using var reader = new StringReader(yaml);
        var file = YamlMap.Read(name, reader);
        var rules = new List<AlertRule>();
        foreach (var map in file.Maps("alerts"))
        {
            var rule = RuleOf(map);
            map.RejectOthers();
            rules.Add(rules.Exists(r => r.Id == rule.Id) ? throw map.Wrong("id", $"\"{rule.Id}\" is used twice; every rule needs an id of its own") : rule);
        }

        file.RejectOthers();
        return rules.Count > 0 || file.Keys().Count > 0 ? rules : throw file.Wrong("\"alerts:\" is missing; write \"alerts: []\" for none");
    }

    private static AlertRule RuleOf(YamlMap map)
    {
        var rule = new AlertRule
        {
            Id = Checked(map, "id", map.Text("id"), Id().IsMatch, "must be lower-case letters, digits and dashes, at most 40"),
            Title = Checked(map, "title", map.Text("title").Trim(), t => t.Length is > 0 and <= LongestTitle, $"must have at most {LongestTitle} characters"),
            Language = Checked(map, "language", map.OptionalText("language") ?? "en", Languages.Contains, "must be en, fr or ar"),
            TimeZone = ZoneOf(map),
            Countries = All(map, "countries", Country().IsMatch, "must be an ISO code of two capitals, such as ML"),
            Themes = All(map, "themes", ThemeNames.All.Contains, $"must be one of {string.Join(", ", ThemeNames.All)}"),
            Thresholds = ThresholdsOf(map),
            Events = All(map, "events", AlertEvents.Shipped.Ids.Contains, $"must be one of {string.Join(", ", AlertEvents.Shipped.Ids)}"),
            Words = All(map, "words", w => w.Trim().Length > 1, "must be words"),
            Sources = Number(map, "sources", 2, 1, 10),
            Trusted = All(map, "trusted", OutletKind().IsMatch, "must be a kind of outlet as the feed list has it, such as wire"),
            Wait = TimeSpan.FromMinutes(Number(map, "wait", 45, 0, LongestWait)),
            Quiet = QuietOf(map.OptionalMap("quiet")),
            Breaks = All(map, "breaks", AlertEvents.Shipped.Ids.Contains, $"must be one of {string.Join(", ", AlertEvents.Shipped.Ids)}"),
            MostADay = Number(map, "mostADay", 10, 1, MostMessages),
            Readers = All(map, "readers", r => EmailAddress.TryParse(r, out _), "is not an email address that can be written to"),
            Channels = All(map, "channels", Channel.IsName, "must be the name of a channel: lower-case letters, digits, dashes and underscores"),
        };
        if (map.OptionalMap("growth") is { } growth)
        {
            rule = rule with { Growth = Number(growth, "reports", 8, 2, MostReports), GrowthWithin = TimeSpan.FromHours(Number(growth, "hours", 3, 1, 24)) };
            growth.RejectOthers();
        }

        return rule switch
        {
            { Readers: [], Channels: [] } => throw map.Wrong("names nobody: list mail addresses under \"readers:\" or channels under \"channels:\""),
            { Thresholds.Count: 0, Events: [], Words: [], Growth: null } => throw map.Wrong(
                "would never tell anything: give \"thresholds:\", \"events:\", \"words:\" or \"growth:\""),
            _ => rule,
        };
    }

    private static Dictionary<string, int> ThresholdsOf(YamlMap map)
    {
        if (map.OptionalMap("thresholds") is not { } thresholds)
            return [];
        var read = Kinds.Intersect(thresholds.Keys()).ToDictionary(kind => kind, kind => Number(thresholds, kind, null, 1, MostPeople), StringComparer.Ordinal);
        thresholds.RejectOthers(Kinds);
        return read;
    }

    private static QuietHours? QuietOf(YamlMap? map)
    {
        if (map is null)
            return null;
        var quiet = new QuietHours(Time(map, "from"), Time(map, "to"));
        map.RejectOthers();
        return quiet.From == quiet.To ? throw map.Wrong("to", "is the same time as \"from:\": leave \"quiet:\" out, or \"readers:\" for good") : quiet;
    }

    private static TimeOnly Time(YamlMap map, string key) =>
        TimeOnly.TryParseExact(map.Text(key), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw map.Wrong(key, $"\"{map.Text(key)}\" is not a time of day; write \"06:00\"");

    private static TimeZoneInfo ZoneOf(YamlMap map)
    {
        var name = map.OptionalText("timeZone") ?? "UTC";
        return (name == "UTC" || TimeZoneInfo.TryConvertIanaIdToWindowsId(name, out _)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw map.Wrong("timeZone", $"\"{name}\" is not a time zone that is known here; give an IANA name such as Africa/Bamako");
    }

    /// <param name="fallback">Null if the key is required.</param>
    private static int Number(YamlMap map, string key, int? fallback, int least, int most) =>
        (map.OptionalNumber(key) ?? fallback) is { } number && number >= least && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw map.Wrong(key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));

    private static List<string> All(YamlMap map, string key, Func<string, bool> isRight, string rule)
    {
        var texts = map.Texts(key).Distinct().ToList();
        return texts.Count > MostWords ? throw map.Wrong(key, $"has {texts.Count} entries; at most {MostWords} are read")
            : texts.Find(t => !isRight(t)) is { } wrong ? throw map.Wrong(key, $"\"{wrong}\" {rule}") : texts;
    }

    private static string Checked(YamlMap map, string key, string value, Func<string, bool> isRight, string rule) =>
        isRight(value) ? value : throw map.Wrong(key, $"\"{value}\" {rule}");

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Country();

    [GeneratedRegex(@"^[a-z]{2,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OutletKind();
}
