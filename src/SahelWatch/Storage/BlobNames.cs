namespace SahelWatch.Storage;

/// <summary>
/// The only place that defines the paths of blobs. Paths of blobs looked up by id depend only on the id; paths of blobs read by time contain the day, so that
/// no listing is longer than a day's.
/// </summary>
public static class BlobNames
{
    private const int FanOut = 2; // hex digits; 256 subfolders keep directories small if the store is a folder

    /// <summary>Articles that a poll kept.</summary>
    public static string ArticlePage(DateTimeOffset time, int n) => $"{ArticlePages(DayOf(time))}{TimeOf(time)}-{n:D3}.jsonl";

    public static string ArticlePages(DateOnly day) => $"{Articles}{PathOf(day)}/";

    public static string Story(StoryId id) => $"stories/{id.Value[..FanOut]}/{id}.json";

    /// <summary>The stories that a grouping run changed.</summary>
    public static string Changes(DateTimeOffset time, int n) => $"{ChangesDay(DayOf(time))}{TimeOf(time)}-{n:D3}.json";

    public static string ChangesDay(DateOnly day) => $"{AllChanges}{PathOf(day)}/";

    public static string IndexSegment(DateOnly day) => $"index/{PathOf(day)}.bin";

    /// <summary>The progress of grouping.</summary>
    public static string GroupingCursor => "index/cursor.json";

    /// <summary>The rows of the events first reported in a month.</summary>
    /// <param name="month">2026-11.</param>
    public static string CatalogueMonth(string month) => $"catalogue/{month}.json.gz";

    /// <summary>Which months there are, and how far the catalogue has come.</summary>
    public static string CatalogueContents => "catalogue/contents.json";

    public static string FeedStates(int shard) => string.Create(CultureInfo.InvariantCulture, $"feeds/state-{shard:D3}.json");

    public static string FeedEntriesSeen(int shard) => string.Create(CultureInfo.InvariantCulture, $"feeds/seen-{shard:D3}.json");

    /// <param name="key">The edition's local date, with the time if there are several digests a day, so that names sort by time.</param>
    /// <param name="extension">json, html or txt.</param>
    public static string Digest(string edition, string key, string extension) => $"digests/{edition}/{key}.{extension}";

    /// <summary>When an edition was first processed.</summary>
    public static string Edition(string edition) => $"{Editions}{edition}.txt";

    public static string Editions => "editions/";

    /// <summary>The report of a stage's last run.</summary>
    public static string LastRun(string stage) => $"runs/{stage}.json";

    /// <summary>What the last poll of one of several shards did.</summary>
    public static string LastPoll(int shard) => LastRun(string.Create(CultureInfo.InvariantCulture, $"poll-{shard}"));

    /// <summary>Since when names lie under <see cref="Quarantine"/>.</summary>
    public static string QuarantineDays => "runs/quarantine.json";

    public static string Digests(string edition) => $"digests/{edition}/";

    /// <summary>How far alerts have come, and what they told.</summary>
    public static string AlertState => $"{AllAlerts}state.json";

    /// <param name="key">Begins with the rule's local date, so that names sort by time.</param>
    public static string Alert(string rule, string key) => $"{Alerts(rule)}{key}.json";

    public static string Alerts(string rule) => $"{AllAlerts}{rule}/";

    public static string AllAlerts => "alerts/";

    /// <param name="digest">The digest's key within its edition: its date, with the time if there are several a day.</param>
    public static string DeliveryPlan(string edition, string digest) => $"{Deliveries(edition, digest)}plan.json";

    public static string DeliveryShard(string edition, string digest, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{Deliveries(edition, digest)}{shard:D4}.json");

    /// <summary>The delivery of a digest to a channel.</summary>
    public static string DeliveryToChannel(string edition, string digest, string channel) => $"{DeliveriesToChannels(edition, digest)}{channel}.json";

    public static string DeliveriesToChannels(string edition, string digest) => $"{Deliveries(edition, digest)}channel-";

    public static string Deliveries(string edition, string digest) => $"{Deliveries(edition)}{digest}/";

    public static string Deliveries(string edition) => $"{AllDeliveries}{edition}/";

    public static string AllDeliveries => "deliveries/";

    /// <summary>The number of mails sent within the last hour.</summary>
    public static string SendingPace(string lane) => $"pace/{lane}.json";

    public static string Reader(ReaderId id) => $"{Readers}{id}.json";

    /// <summary>The secret from which reader ids and link signatures are derived.</summary>
    public static string ReaderKey => "keys/readers.json";

    /// <summary>A second copy, because without the key no reader can be recognised.</summary>
    public static string ReaderKeyCopy => "keys/readers-copy.json";

    public static string Readers => "readers/";

    /// <summary>A file that the operator edits.</summary>
    public static string Config(string file) => $"config/{file}";

    public static string ConfigHistory(string file) => $"config/history/{file}/";

    /// <param name="version">Its time, so that names sort by age.</param>
    public static string ConfigVersion(string file, string version) => ConfigHistory(file) + version;

    /// <summary>Unreadable content, under the name of its blob.</summary>
    public static string Quarantine => "quarantine/";

    public static string Quarantined(string name) => Quarantine + name;

    internal static string AllChanges => "changes/";

    internal const string Articles = "articles/";

    /// <summary>The day of a page of articles, from its name.</summary>
    internal static DateOnly DayIn(string page) =>
        DateOnly.ParseExact(page.AsSpan(Articles.Length, "yyyy/MM/dd".Length), DayFormat, CultureInfo.InvariantCulture);

    internal static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private const string TimeFormat = "HHmmssfff";
    private const string DayFormat = "yyyy'/'MM'/'dd";

    private static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string PathOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
