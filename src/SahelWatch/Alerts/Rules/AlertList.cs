using System.Text.RegularExpressions;
using SahelWatch.Alerts.Judging;
using SahelWatch.Digests.Editions;
using SahelWatch.Language;

namespace SahelWatch.Alerts.Rules;

/// <summary>Reads the alerts file (YAML).</summary>
public static partial class AlertList
{
    /// <summary>A sample alerts file: one rule, with other settings in comments.</summary>
    public static string Sample => ShippedYaml.Text("Alerts.Rules.sample.yaml");

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
