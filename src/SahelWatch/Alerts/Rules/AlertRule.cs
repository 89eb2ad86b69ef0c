namespace SahelWatch.Alerts.Rules;

/// <summary>An alert rule: what to report at once, how certain it must be, when and to whom. Read from the alerts file by <see cref="AlertList"/>.</summary>
public sealed record AlertRule
{
    /// <summary>Lower-case letters, digits and dashes: it is part of blob names.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The language of the message, also preferred for headlines: en, fr or ar.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The time zone of quiet hours and days.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>ISO 3166-1 alpha-2; empty means all that are watched.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Empty means all.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>The minimum number of people by kind of figure (killed, abducted…).</summary>
    public IReadOnlyDictionary<string, int> Thresholds { get; init; } = new Dictionary<string, int>();

    /// <summary>Events to report regardless of figures: ids in <c>events.yaml</c>.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Words in a title to report regardless of figures; an asterisk at the end matches any ending.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Independent reports within <see cref="GrowthWithin"/> that make any story an alert; null to disable.</summary>
    public int? Growth { get; init; }

    public TimeSpan GrowthWithin { get; init; } = TimeSpan.FromHours(3);

    /// <summary>The number of independent reports that confirm an event.</summary>
    public int Sources { get; init; } = 2;

    /// <summary>Kinds of outlet (as in the feed list) of which a single report is enough.</summary>
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <summary>How long an unconfirmed event waits for a second report before it is sent as "one source".</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(45);

    public QuietHours? Quiet { get; init; }

    /// <summary>Events that are sent even in quiet hours and over the daily limit.</summary>
    public IReadOnlyList<string> Breaks { get; init; } = [];

    /// <summary>The maximum number of messages per local day; further events are combined into one on the next day.</summary>
    public int MostADay { get; init; } = 10;

    /// <summary>Mail addresses.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>Names of channels defined in the settings.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];
}
