using System.Collections.Frozen;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A watchlist compiled for reading: what to find in a text and what it weighs.</summary>
/// <param name="Zones">What a mention counts in the title, the lead and the rest of the text.</param>
/// <param name="Languages">The vocabulary of each language.</param>
internal sealed record Lexicon(ZoneWeights Zones, PhraseIndex<WatchedName> Names, FrozenDictionary<string, LanguageWords> Languages)
{
    private static readonly LanguageWords None = new(new([]), [], [], []);

    /// <summary>In a language without a vocabulary the names alone are read, and the doubtful ones find little to speak for them.</summary>
    public LanguageWords Words(string language) => Languages.GetValueOrDefault(language) ?? None;
}

/// <summary>A language's words.</summary>
/// <param name="BeforePlaces">Words that stand before the name of a place (in, northern, au).</param>
/// <param name="AfterPlaces">Words that stand after the name of a country in headlines and could be taken for a surname (Closes, PM, TikTok).</param>
/// <param name="BeforeOthers">Words that stand before the name of a person, an animal or a product (named, Mr, la marque).</param>
internal sealed record LanguageWords(PhraseIndex<Term> Vocabulary, FrozenSet<string> BeforePlaces, FrozenSet<string> AfterPlaces, FrozenSet<string> BeforeOthers);

/// <summary>What a mention counts where it stands.</summary>
internal sealed record ZoneWeights(double Title, double Lead, double Body)
{
    public double Of(Zone zone) => zone switch { Zone.Title => Title, Zone.Lead => Lead, _ => Body };
}

/// <summary>Where in an article a mention stands.</summary>
internal enum Zone
{
    Title,
    Lead,
    Body,
}
