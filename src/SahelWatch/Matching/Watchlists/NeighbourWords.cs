using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>Words next to a name that indicate what it is, in one language; folded.</summary>
internal sealed record NeighbourWords
{
    public static readonly NeighbourWords None = new();

    public static readonly string[] Keys = [
        "before-places", "before-states", "after-places", "before-others", "bearers", "determiners", "before-streets", "before-namesakes", "after-namesakes"];

    /// <summary>Words before the name of a place: in, northern, au, the town (of).</summary>
    public FrozenSet<string> BeforePlaces { get; private init; } = [];

    /// <summary>Words before a name that are conclusive: only a country has an embassy, an army or an opposition.</summary>
    public FrozenSet<string> BeforeStates { get; private init; } = [];

    /// <summary>Words after the name of a country in headlines that could be taken for a surname: Closes, PM, TikTok.</summary>
    public FrozenSet<string> AfterPlaces { get; private init; } = [];

    /// <summary>Words before the name of a person, an animal or a product: named, Mr, la marque.</summary>
    public FrozenSet<string> BeforeOthers { get; private init; } = [];

    /// <summary>Animals, plants, vessels and goods, which are named after places: the cat, le fauteuil, chairs.</summary>
    public FrozenSet<string> Bearers { get; private init; } = [];

    /// <summary>Determiners (le, la, un…), in languages where a noun followed by a bare town name is the name of a thing: le lit Tombouctou.</summary>
    public FrozenSet<string> Determiners { get; private init; } = [];

    /// <summary>Words before the name of a street: rue (de), avenue (du), شارع.</summary>
    public FrozenSet<string> BeforeStreets { get; private init; } = [];

    /// <summary>Words right before the name of a shop, a band or a ship: restaurant (Le), the band, فندق.</summary>
    public FrozenSet<string> BeforeNamesakes { get; private init; } = [];

    /// <summary>Words right after the name of a street, a shop or a band: Street, Lounge, Quartet.</summary>
    public FrozenSet<string> AfterNamesakes { get; private init; } = [];

    public static bool Contains(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        word.Length > 0 && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <exception cref="InvalidFileException">The words of a language are not a list of texts.</exception>
    public static Func<string, NeighbourWords> Read(YamlMap root)
    {
        var words = Keys.ToDictionary(key => key, key => root.OptionalMap(key)?.AllTexts());
        return language =>
        {
            return new NeighbourWords
            {
                BeforePlaces = Set("before-places"),
                BeforeStates = Set("before-states"),
                AfterPlaces = Set("after-places"),
                BeforeOthers = Set("before-others"),
                Bearers = Set("bearers"),
                Determiners = Set("determiners"),
                BeforeStreets = Set("before-streets"),
                BeforeNamesakes = Set("before-namesakes"),
                AfterNamesakes = Set("after-namesakes"),
            };

            FrozenSet<string> Set(string key) => (words[key]?.GetValueOrDefault(language) ?? []).Select(FoldedText.Fold).ToFrozenSet(StringComparer.Ordinal);
        };
    }
}
