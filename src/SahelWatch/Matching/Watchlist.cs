using SahelWatch.Language;
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

    internal Watchlist(ZoneWeights zones, PhraseIndex<WatchedName> names, IReadOnlyDictionary<string, LanguageWords> languages, int hardThemes) =>
        (Zones, Names, Languages, HardThemes) = (zones, names, languages, hardThemes);

    public static Watchlist Shipped => LazyShipped.Value;

    public required string Title { get; init; }

    /// <summary>The minimum score of a relevant article.</summary>
    public required double Threshold { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes of the watched countries.</summary>
    public required IReadOnlyList<string> Countries { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public required EntrySet Entries { get; init; }

    internal ZoneWeights Zones { get; }

    internal PhraseIndex<WatchedName> Names { get; }

    /// <summary>The vocabulary of each language.</summary>
    internal IReadOnlyDictionary<string, LanguageWords> Languages { get; }

    /// <summary>Bits of the themes that are more typical of news about states or towns than about people of the same name.</summary>
    internal int HardThemes { get; }

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

    internal static Watchlist ReadShipped(EntrySet entries) => Parse(ShippedText, "watchlist.yaml", entries);

    /// <summary>The text of the shipped watchlist with its comments, as a starting point for others.</summary>
    public static string ShippedText => ShippedYaml.Text("Matching.Data.watchlist.yaml");

    internal LanguageWords Words(string language) => Languages.GetValueOrDefault(language, LanguageWords.None);
}

/// <summary>The weight of a mention by zone.</summary>
internal sealed record ZoneWeights(double Title, double Lead, double Body)
{
    public double Of(Zone zone) => zone switch { Zone.Title => Title, Zone.Lead => Lead, _ => Body };
}
