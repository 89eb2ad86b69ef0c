namespace SahelWatch.Alerts.Rules;

/// <summary>What somebody wants to be told at once, how surely, when and where. Read from the alerts file by <see cref="AlertList"/>.</summary>
public sealed record AlertRule
{
    /// <summary>Lower-case letters, digits and dashes: it is part of blob names.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Of the message, and preferred for headlines: en, fr or ar.</summary>
    public string Language { get; init; } = "en";

    /// <summary>In which quiet hours and days are counted.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>ISO 3166-1 alpha-2; empty means all that are watched.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Empty means all.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>By kind of figure (killed, abducted…): from how many people on.</summary>
    public IReadOnlyDictionary<string, int> Thresholds { get; init; } = new Dictionary<string, int>();

    /// <summary>What is told whatever the figures: ids of <c>events.yaml</c>.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Words in a title that are told whatever the figures; a star at the end stands for any ending.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Independent reports within <see cref="GrowthWithin"/> from which a story is told whatever it is about; null: never for that reason.</summary>
    public int? Growth { get; init; }

    public TimeSpan GrowthWithin { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Independent reports that make an event sure.</summary>
    public int Sources { get; init; } = 2;

    /// <summary>Kinds of outlet of which one report is enough, as the feed list names them.</summary>
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <summary>How long an event that is not sure waits for a second report before it goes out as "one source".</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(45);

    public QuietHours? Quiet { get; init; }

    /// <summary>Events that are told at once, in quiet hours and when the day's messages are used up.</summary>
    public IReadOnlyList<string> Breaks { get; init; } = [];

    /// <summary>Messages in a local day; what comes after them waits for the next day and is told in one.</summary>
    public int MostADay { get; init; } = 10;

    /// <summary>Mail addresses.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>Names of channels, which the settings define.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];
}
