using System.Text;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Feeds.Opml;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;
using SahelWatch.Settings;

namespace SahelWatch.Inputs;

/// <summary>The configuration files and how each is read. Their names are the same in storage, in a data folder and in messages.</summary>
public static class InputFile
{
    public const string Feeds = "feeds.opml";
    public const string Watchlist = "watchlist.yaml";
    public const string Editions = "editions.yaml";
    public const string Alerts = "alerts.yaml";
    public const string Severity = "severity.yaml";
    public const string Gazetteer = "gazetteer.yaml";

    /// <summary>A gazetteer file to start from: no names, and an example in comments.</summary>
    public const string GazetteerSample = """
        # Your own names, which add to those that ship with SahelWatch. docs/configuration.md lists the fields.
        # An entry with the id of a shipped one replaces it.
        entries: []
        # - id: ml.my-village
        #   kind: village
        #   iso: ML
        #   in: [ml.mopti-region]
        #   names: { en: [My Village], fr: [Mon Village] }

        """;

    /// <summary>Bytes: a feed list of 20,000 outlets takes 5 MB.</summary>
    public const int Largest = 10 * 1024 * 1024;

    public static IReadOnlyList<string> All { get; } = [Feeds, Watchlist, Editions, Alerts, Severity, Gazetteer];

    /// <summary>The canonical name of a file, given in any case and with or without the extension.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static string Named(string text) =>
        All.FirstOrDefault(
            f => f.Equals(text, StringComparison.OrdinalIgnoreCase) || Path.GetFileNameWithoutExtension(f).Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException($"{text}: no such file; there are {string.Join(", ", All)}.");

    /// <summary>The path that the settings give a file; null or empty if none.</summary>
    public static string? PathIn(SahelWatchOptions options, string file) => file switch
    {
        Feeds => options.FeedList,
        Watchlist => options.Watchlist,
        Editions => options.Editions,
        Alerts => options.Alerts,
        Severity => options.Severity,
        _ => options.Gazetteer,
    };

    /// <exception cref="InputException">The file is invalid; the message names lines and says what to do.</exception>
    public static void Check(string file, ReadOnlyMemory<byte> content)
    {
        if (content.Length > Largest)
            throw new InputException($"{file}: {content.Length / 1024} kB; at most {Largest / 1024} kB are read.");
        _ = file switch
        {
            Feeds => (object)ReadFeeds(content, file),
            Watchlist => ReadWatchlist(content, file),
            Editions => ReadEditions(content, file),
            Alerts => ReadAlerts(content, file),
            Severity => ReadSeverity(content, file),
            Gazetteer => ReadGazetteer(content, file),
            _ => throw new InputException($"{file}: no such file; there are {string.Join(", ", All)}."),
        };
    }

    internal static IReadOnlyList<Feed> ReadFeeds(ReadOnlyMemory<byte> content, string name)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        return FeedList.Read(stream, name);
    }

    /// <param name="entries">Null for the shipped ones.</param>
    internal static Watchlist ReadWatchlist(ReadOnlyMemory<byte> content, string name, EntrySet? entries = null) =>
        SahelWatch.Matching.Watchlist.Parse(TextOf(content), name, entries);

    internal static IReadOnlyList<Edition> ReadEditions(ReadOnlyMemory<byte> content, string name) => EditionList.Parse(TextOf(content), name);

    internal static IReadOnlyList<AlertRule> ReadAlerts(ReadOnlyMemory<byte> content, string name) => AlertList.Parse(TextOf(content), name);

    internal static SeverityTable ReadSeverity(ReadOnlyMemory<byte> content, string name) => SeverityTable.Parse(TextOf(content), name);

    internal static EntrySet ReadGazetteer(ReadOnlyMemory<byte> content, string name) => EntrySet.ShippedWith(TextOf(content), name);

    /// <summary>UTF-8 with or without a byte order mark, which Windows editors write.</summary>
    private static string TextOf(ReadOnlyMemory<byte> content)
    {
        using var reader = new StreamReader(new MemoryStream(content.ToArray(), writable: false), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
