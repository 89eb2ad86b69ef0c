using System.Collections.Frozen;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>What the word beside a name says about it, in one language; folded.</summary>
internal sealed record NeighbourWords
{
    public static readonly NeighbourWords None = new();

    public static readonly string[] Keys = [
        "before-places", "before-states", "after-places", "before-others", "before-streets", "before-namesakes", "after-namesakes"];

    /// <summary>Words before the name of a place: in, northern, au, the town (of).</summary>
    public FrozenSet<string> BeforePlaces { get; private init; } = [];

    /// <summary>Words before a name that leave no doubt: whoever has an embassy, an army or an opposition is a country.</summary>
    public FrozenSet<string> BeforeStates { get; private init; } = [];

    /// <summary>Words after the name of a country in headlines that could be taken for a surname: Closes, PM, TikTok.</summary>
    public FrozenSet<string> AfterPlaces { get; private init; } = [];

    /// <summary>Words before the name of a person, an animal or a product: named, Mr, la marque.</summary>
    public FrozenSet<string> BeforeOthers { get; private init; } = [];

    /// <summary>Words before the name that a street bears: rue (de), avenue (du), شارع.</summary>
    public FrozenSet<string> BeforeStreets { get; private init; } = [];

    /// <summary>Words right before the name that a shop, a band or a ship bears: restaurant (Le), the band, فندق.</summary>
    public FrozenSet<string> BeforeNamesakes { get; private init; } = [];

    /// <summary>Words right after the name that a street, a shop or a band bears: Street, Lounge, Quartet.</summary>
    public FrozenSet<string> AfterNamesakes { get; private init; } = [];

    public static bool Contains(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        word.Length > 0 && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <exception cref="GazetteerException">A language's words are no list of texts.</exception>
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
                BeforeStreets = Set("before-streets"),
                BeforeNamesakes = Set("before-namesakes"),
                AfterNamesakes = Set("after-namesakes"),
            };

            FrozenSet<string> Set(string key) => (words[key]?.GetValueOrDefault(language) ?? []).Select(FoldedText.Fold).ToFrozenSet(StringComparer.Ordinal);
        };
    }
}
