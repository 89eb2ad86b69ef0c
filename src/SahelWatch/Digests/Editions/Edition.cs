namespace SahelWatch.Digests.Editions;

/// <summary>A digest's settings: what it covers, for whom, in which language, when. Read from the editions file by <see cref="EditionList"/>.</summary>
public sealed record Edition
{
    /// <summary>Lower-case letters, digits and dashes: it is part of blob names and web addresses.</summary>
    public required string Id { get; init; }

    /// <summary>The id that it had before: it continues from the digests under that id, and finishes their delivery. Null if it never had another.</summary>
    public string? Formerly { get; init; }

    public required string Title { get; init; }

    /// <summary>Of the headings, and preferred for quotations: en, fr or ar.</summary>
    public string Language { get; init; } = "en";

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Local times of day, ascending.</summary>
    public IReadOnlyList<TimeOnly> SendAt { get; init; } = [new(6, 0)];

    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = Enum.GetValues<DayOfWeek>();

    /// <summary>ISO 3166-1 alpha-2, in the order of their sections; empty means all that are watched.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Empty means all but sport (see <see cref="Sport"/>).</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>The languages that its readers know: only these are quoted; stories without a report in one of them are left out. Empty means all.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Stories shown in full in the mail; the others get one line each, and the page has them all.</summary>
    public int MaxStories { get; init; } = 40;

    /// <summary>Whether stories mainly about sport are included.</summary>
    public bool Sport { get; init; }

    public QuietDay QuietDay { get; init; }

    public CatchUp CatchUp { get; init; }

    /// <summary>Mail addresses listed in the file.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>Names of channels that get its headlines; see <see cref="Delivery.DeliveryOptions.Channels"/>.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Whether it also goes to those who subscribed to it.</summary>
    public bool Subscribers { get; init; }

    /// <summary>The editions that anybody may read on the site: those open to subscribers, or all if none is.</summary>
    public static IReadOnlyList<Edition> Open(IReadOnlyList<Edition> editions) =>
        editions.Any(e => e.Subscribers) ? [.. editions.Where(e => e.Subscribers)] : editions;
}

/// <summary>What to do on a day without news. A day on which no feeds could be read is always mailed.</summary>
public enum QuietDay
{
    /// <summary>A short mail says so: silence would look like a failure.</summary>
    Send,
    Skip,
}

/// <summary>What is sent after an outage that spanned one or more send times.</summary>
public enum CatchUp
{
    /// <summary>One digest that covers everything since the last one sent.</summary>
    Latest,

    /// <summary>One for each that was missed.</summary>
    Each,
}
