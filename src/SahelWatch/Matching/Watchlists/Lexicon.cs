using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A compiled watchlist: what to look for in a text, and its weights.</summary>
/// <param name="Zones">The weights of mentions in the title, the lead and the rest of the text.</param>
/// <param name="Languages">The vocabulary of each language.</param>
/// <param name="HardThemes">Bits of the themes that are more typical of news about states or towns than about people of the same name.</param>
internal sealed record Lexicon(ZoneWeights Zones, PhraseIndex<WatchedName> Names, IReadOnlyDictionary<string, LanguageWords> Languages, int HardThemes)
{
    public LanguageWords Words(string language) => Languages.GetValueOrDefault(language, LanguageWords.None);
}

/// <summary>The weight of a mention by zone.</summary>
internal sealed record ZoneWeights(double Title, double Lead, double Body)
{
    public double Of(Zone zone) => zone switch { Zone.Title => Title, Zone.Lead => Lead, _ => Body };
}
