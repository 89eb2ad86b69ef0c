using System.Text.Json;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>The words of one language: the vocabulary, and the words next to a name that indicate what it is.</summary>
internal sealed class LanguageWords(PhraseIndex<Term> vocabulary, IReadOnlyDictionary<Cue, FrozenSet<string>> cues)
{
    /// <summary>For a language without vocabulary there are only the names, and little evidence to disambiguate them.</summary>
    public static readonly LanguageWords None = new(new([]), new Dictionary<Cue, FrozenSet<string>>());

    /// <summary>The keys of the watchlist that list cues.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Enum.GetValues<Cue>().Select(KeyOf)];

    public PhraseIndex<Term> Vocabulary { get; } = vocabulary;

    /// <param name="word">Folded; may be empty.</param>
    public bool Has(Cue cue, ReadOnlySpan<char> word) =>
        word.Length > 0 && cues.TryGetValue(cue, out var words) && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>The cues of each language.</summary>
    /// <exception cref="InvalidFileException">The words of a language are not a list of texts.</exception>
    public static ILookup<string, (Cue Cue, FrozenSet<string> Words)> ReadCues(YamlMap root) =>
        (from cue in Enum.GetValues<Cue>()
         from words in root.OptionalMap(KeyOf(cue))?.AllTexts() ?? new Dictionary<string, IReadOnlyList<string>>()
         select (Language: words.Key, cue, words.Value.Select(FoldedText.Fold).ToFrozenSet(StringComparer.Ordinal)))
        .ToLookup(x => x.Language, x => (x.cue, x.Item3));

    private static string KeyOf(Cue cue) => JsonNamingPolicy.KebabCaseLower.ConvertName(cue.ToString());
}

/// <summary>What a word next to a name indicates; each has its list in the watchlist (before-places).</summary>
internal enum Cue
{
    /// <summary>Words before the name of a place: in, northern, au, the town (of).</summary>
    BeforePlaces,

    /// <summary>Words before a name that are conclusive: only a country has an embassy, an army or an opposition.</summary>
    BeforeStates,

    /// <summary>Words after the name of a country in headlines that could be taken for a surname: Closes, PM, TikTok.</summary>
    AfterPlaces,

    /// <summary>Words before the name of a person, an animal or a product: named, Mr, la marque.</summary>
    BeforeOthers,

    /// <summary>Animals, plants, vessels and goods, which are named after places: the cat, le fauteuil, chairs.</summary>
    Bearers,

    /// <summary>Determiners (le, la, un…), in languages where a noun followed by a bare town name is the name of a thing: le lit Tombouctou.</summary>
    Determiners,

    /// <summary>Words before the name of a street: rue (de), avenue (du), شارع.</summary>
    BeforeStreets,

    /// <summary>Words right before the name of a shop, a band or a ship: restaurant (Le), the band, فندق.</summary>
    BeforeNamesakes,

    /// <summary>Words right after the name of a street, a shop or a band: Street, Lounge, Quartet.</summary>
    AfterNamesakes,
}
