using System.Text;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>
/// What is watched and how evidence is weighed: a gazetteer, the countries of interest, names with other meanings, and the vocabulary.
/// All of it is data (YAML, schema in the README), so that an analyst can edit it or write one for another region. Immutable.
/// </summary>
public sealed class Watchlist
{
    private static readonly Lazy<Watchlist> LazyShipped = new(() => ReadShipped(EntrySet.Shipped));

    internal Watchlist(EntrySet entries, Lexicon lexicon)
    {
        Entries = entries;
        Lexicon = lexicon;
    }

    public static Watchlist Shipped => LazyShipped.Value;

    public required string Title { get; init; }

    /// <summary>The minimum score of a relevant article.</summary>
    public required double Threshold { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes of the watched countries.</summary>
    public required IReadOnlyList<string> Countries { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public EntrySet Entries { get; }

    internal Lexicon Lexicon { get; }

    /// <exception cref="InvalidFileException">The watchlist is invalid; the message says where, why and what to do.</exception>
    /// <param name="entries">The gazetteer, unless the file names its own; null for the shipped one.</param>
    public static Watchlist Load(string path, EntrySet? entries = null)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, entries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidFileException(path, 1, $"cannot be read ({e.Message}); check the path given to --watchlist and those under \"gazetteer:\"", e);
        }
    }

    /// <param name="name">The path of the text, for messages and as the base of the paths under "gazetteer:".</param>
    /// <exception cref="InvalidFileException">The watchlist is invalid; the message says where, why and what to do.</exception>
    public static Watchlist Parse(string yaml, string name, EntrySet? entries = null)
    {
        using var reader = new StringReader(yaml);
        return WatchlistReader.Read(name, reader, entries);
    }

    /// <summary>The shipped watchlist with another gazetteer.</summary>
    internal static Watchlist ShippedFor(EntrySet entries) => ReferenceEquals(entries, EntrySet.Shipped) ? Shipped : ReadShipped(entries);

    internal static Watchlist ReadShipped(EntrySet entries)
    {
        using var reader = new StringReader(ShippedText);
        return WatchlistReader.Read("watchlist.yaml", reader, entries);
    }

    /// <summary>The text of the shipped watchlist with its comments, as a starting point for others.</summary>
    public static string ShippedText
    {
        get
        {
            using var reader = new StreamReader(
                typeof(Watchlist).Assembly.GetManifestResourceStream("SahelWatch.Matching.Data.watchlist.yaml")!, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}
