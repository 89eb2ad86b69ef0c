using System.Collections.Frozen;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A watchlist compiled for reading: what to find in a text and what it weighs.</summary>
/// <param name="Zones">What a mention counts in the title, the lead and the rest of the text.</param>
/// <param name="Languages">The vocabulary of each language.</param>
/// <param name="HardThemes">Bits of the themes that a state or a town is in the news for, more than a person who bears its name.</param>
internal sealed record Lexicon(ZoneWeights Zones, PhraseIndex<WatchedName> Names, FrozenDictionary<string, LanguageWords> Languages, int HardThemes)
{
    private static readonly LanguageWords None = new(new([]), NeighbourWords.None);

    /// <summary>In a language without a vocabulary the names alone are read, and the doubtful ones find little to speak for them.</summary>
    public LanguageWords Words(string language) => Languages.GetValueOrDefault(language) ?? None;
}

/// <summary>A language's words.</summary>
internal sealed record LanguageWords(PhraseIndex<Term> Vocabulary, NeighbourWords Neighbours);

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
