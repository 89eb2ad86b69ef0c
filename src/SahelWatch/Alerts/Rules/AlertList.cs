using System.Text.RegularExpressions;
using SahelWatch.Alerts.Judging;
using SahelWatch.Digests.Editions;

namespace SahelWatch.Alerts.Rules;

/// <summary>Reads the alerts file (YAML).</summary>
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

    private const int LongestWait = 24 * 60, MostMessages = 100, MostWords = 200, MostPeople = 1_000_000_000, MostReports = 1000;

    private static readonly string[] Kinds = ["killed", "injured", "missing", "abducted", "displaced", "arrested"];

    /// <exception cref="InputException">The file is not YAML, or contains invalid rules; the message has a line for each mistake.</exception>
    internal static IReadOnlyList<AlertRule> Parse(string yaml, string name) =>
        YamlFields.ReadList(yaml, name, "alerts", RuleOf, r => r.Id, "write \"alerts: []\" for none");

    private static AlertRule RuleOf(YamlFields fields)
    {
        var rule = new AlertRule
        {
            Id = fields.Id(),
            Title = fields.Title(),
            Language = fields.Language(),
            TimeZone = fields.TimeZone(),
            Countries = fields.Countries(),
            Themes = fields.Themes(),
            Thresholds = ThresholdsOf(fields.Map("thresholds")),
            Events = Events(fields, "events"),
            Words = fields.All("words", w => w.Trim().Length > 1, "must be words", MostWords),
            Sources = fields.Number("sources", 2, 1, 10),
            Trusted = fields.All("trusted", OutletKind().IsMatch, "must be a kind of outlet as the feed list has it, such as wire"),
            Wait = TimeSpan.FromMinutes(fields.Number("wait", 45, 0, LongestWait)),
            Quiet = QuietOf(fields.Map("quiet")),
            Breaks = Events(fields, "breaks"),
            MostADay = fields.Number("mostADay", 10, 1, MostMessages),
            Readers = fields.All("readers", r => EmailAddress.TryParse(r, out _), "is not an email address that can be written to", MostWords),
            Channels = fields.Channels(MostWords),
        };
        if (fields.Map("growth") is { } growth)
        {
            rule = rule with { Growth = growth.Number("reports", 8, 2, MostReports), GrowthWithin = TimeSpan.FromHours(growth.Number("hours", 3, 1, 24)) };
            growth.RejectOthers();
        }

        if (fields.IsValid && rule is { Readers: [], Channels: [] })
            fields.Note("names nobody: list mail addresses under \"readers:\" or channels under \"channels:\"");
        if (fields.IsValid && rule is { Thresholds.Count: 0, Events: [], Words: [], Growth: null })
            fields.Note("would never send anything: give \"thresholds:\", \"events:\", \"words:\" or \"growth:\"");
        return rule;
    }

    private static List<string> Events(YamlFields fields, string key) =>
        fields.All(key, AlertEvents.Shipped.Ids.Contains, $"must be one of {string.Join(", ", AlertEvents.Shipped.Ids)}");

    private static Dictionary<string, int> ThresholdsOf(YamlFields? fields)
    {
        var thresholds = Kinds.Intersect(fields?.Keys() ?? []).ToDictionary(kind => kind, kind => fields!.Number(kind, null, 1, MostPeople));
        fields?.RejectOthers(Kinds);
        return thresholds;
    }

    private static QuietHours? QuietOf(YamlFields? fields)
    {
        if (fields is null)
            return null;
        var quiet = new QuietHours(fields.Time("from"), fields.Time("to"));
        fields.RejectOthers();
        if (fields.IsValid && quiet.From == quiet.To)
            fields.Note("to", "is the same time as \"from:\": leave \"quiet:\" out, or \"readers:\" for good");
        return quiet;
    }

    [GeneratedRegex(@"^[a-z]{2,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OutletKind();
}
