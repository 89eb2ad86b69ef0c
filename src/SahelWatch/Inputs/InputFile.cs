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

    private static readonly OrderedDictionary<string, Kind> Kinds = new(StringComparer.Ordinal)
    {
        [Feeds] = new(nameof(SahelWatchOptions.FeedList), o => o.FeedList, (content, name) => FeedList.Read(content, name),
            () => FeedList.Write(FeedList.Shipped, "SahelWatch")),
        [Watchlist] = new(nameof(SahelWatchOptions.Watchlist), o => o.Watchlist, (content, name) => ReadWatchlist(content, name),
            () => Utf8(SahelWatch.Matching.Watchlist.ShippedText)),
        [Editions] = new(nameof(SahelWatchOptions.Editions), o => o.Editions, (content, name) => EditionList.Parse(TextOf(content), name),
            () => Utf8(EditionList.Sample)),
        [Alerts] = new(nameof(SahelWatchOptions.Alerts), o => o.Alerts, (content, name) => AlertList.Parse(TextOf(content), name),
            () => Utf8(AlertList.Sample)),
        [Severity] = new(nameof(SahelWatchOptions.Severity), o => o.Severity, (content, name) => SeverityTable.Parse(TextOf(content), name),
            () => Utf8(SeverityTable.ShippedText)),
        [Gazetteer] = new(nameof(SahelWatchOptions.Gazetteer), o => o.Gazetteer, (content, name) => EntrySet.ShippedWith(TextOf(content), name),
            () => Utf8(GazetteerSample)),
    };

    public static IReadOnlyList<string> All { get; } = [.. Kinds.Keys];

    /// <summary>The canonical name of a file, given in any case and with or without the extension.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static string Named(string text) =>
        All.FirstOrDefault(
            f => f.Equals(text, StringComparison.OrdinalIgnoreCase) || Path.GetFileNameWithoutExtension(f).Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException($"{text}: no such file; there are {string.Join(", ", All)}.");

    /// <summary>The setting that has its path.</summary>
    public static string SettingOf(string file) => $"{SahelWatchOptions.Section}:{Kinds[file].Setting}";

    /// <summary>The path that the settings give a file; null or empty if none.</summary>
    public static string? PathIn(SahelWatchOptions options, string file) => Kinds[file].Path(options);

    /// <summary>The content that ships, or a sample to start from.</summary>
    public static byte[] Shipped(string file) => Kinds[file].Shipped();

    /// <exception cref="InputException">The file is invalid; the message names lines and says what to do.</exception>
    public static void Check(string file, ReadOnlyMemory<byte> content)
    {
        if (content.Length > Largest)
            throw new InputException($"{file}: {content.Length / 1024} kB; at most {Largest / 1024} kB are read.");
        Kinds[Named(file)].Read(content, file);
    }

    /// <exception cref="InputException">There is no such file, or it cannot be read or is too large.</exception>
    public static ReadOnlyMemory<byte> Content(string path)
    {
        try
        {
            return new FileInfo(path).Length <= Largest ? File.ReadAllBytes(path) : throw new InputException($"{path}: larger than {Largest / 1024} kB.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <typeparam name="T">What is made of the file.</typeparam>
    internal static T Read<T>(string file, ReadOnlyMemory<byte> content, string name) => (T)Kinds[file].Read(content, name);

    /// <param name="entries">Null for the shipped ones.</param>
    internal static Watchlist ReadWatchlist(ReadOnlyMemory<byte> content, string name, EntrySet? entries = null) =>
        SahelWatch.Matching.Watchlist.Parse(TextOf(content), name, entries);

    /// <summary>UTF-8 with or without a byte order mark, which Windows editors write.</summary>
    private static string TextOf(ReadOnlyMemory<byte> content)
    {
        using var reader = new StreamReader(new MemoryStream(content.ToArray(), writable: false), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed record Kind(
        string Setting, Func<SahelWatchOptions, string?> Path, Func<ReadOnlyMemory<byte>, string, object> Read, Func<byte[]> Shipped);
}
