using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Stories.Sketching;

/// <summary>How distinctive a word is.</summary>
internal enum WordClass : byte
{
    Plain,
    Everyday,
    Function,
}

/// <summary>
/// A folded word and what it means in any text: its stem and class; the event word, month and weekday (from Monday = 1) it stands for, or 0; its number, or
/// null.
/// </summary>
internal sealed record WordMeaning(string Text, uint Stem, WordClass Class, uint Concept, bool ConceptIsCommon, long? Number, int Month, int Weekday)
{
    public uint Hash { get; } = Hashing.Word(Text);

    public bool IsWeekday => Weekday > 0;

    /// <summary>The event word, the same in every language, else the stem.</summary>
    public uint Key => Concept != 0 ? Concept : Stem;

    /// <summary>Distinguishes this event from others.</summary>
    public bool Tells => Class == WordClass.Plain && !ConceptIsCommon && Number is null && Month == 0 && Weekday == 0;
}

/// <summary>
/// The word lists in <c>Stories/Data</c>: grammar and everyday words, event words in three languages under one id, number words, the calendar.
/// </summary>
internal sealed class Vocabulary
{
    private const int ShortestBeginning = 2;

    private readonly Dictionary<string, Language> _languages = new[] { "en", "fr", "ar" }.ToDictionary(l => l, _ => new Language());
    private readonly HashSet<(string Flag, uint Concept)> _flags = [];

    private Vocabulary()
    {
        var everyday = ShippedYaml.Read("Stories.Data.everyday.yaml");
        Add(everyday["everyday"], (word, _) => word.Class = WordClass.Everyday);
        Add(everyday["function"], (word, _) => word.Class = WordClass.Function);
        foreach (var (value, words) in (YamlMappingNode)ShippedYaml.Read("Stories.Data.numbers.yaml")["values"])
            Add(words, (word, _) => word.Number = long.Parse(value.ToString(), CultureInfo.InvariantCulture));
        var calendar = ShippedYaml.Read("Stories.Data.calendar.yaml");
        Add(calendar["weekdays"], (word, i) => word.Weekday = i + 1);
        foreach (var (month, words) in (YamlMappingNode)calendar["months"])
            Add(words, (word, _) => word.Month = int.Parse(month.ToString(), CultureInfo.InvariantCulture));
        foreach (var concept in ((YamlSequenceNode)ShippedYaml.Read("Stories.Data.concepts.yaml")["concepts"]).Cast<YamlMappingNode>())
        {
            var id = Hashing.Word(concept["id"].ToString());
            _flags.UnionWith(concept.Children.Keys.Select(key => (key.ToString(), id)));
            Add(concept, (word, _) => word.Concept = word.Concept == 0 ? id : word.Concept);
        }
    }

    public static Vocabulary Shipped => LazyShipped.Value;

    private static Lazy<Vocabulary> LazyShipped { get; } = new(() => new Vocabulary());

    /// <summary>Whether an event word is about what follows an event: a burial, a claim, a new toll.</summary>
    public bool Follows(uint concept) => _flags.Contains(("follows", concept));

    /// <summary>Whether an event word is about something that lasts for weeks, such as an epidemic.</summary>
    public bool Lasts(uint concept) => _flags.Contains(("lasts", concept));

    /// <summary>Whether an event word is about what bulletins report every day of many towns: the weather.</summary>
    public bool IsRoutine(uint concept) => _flags.Contains(("routine", concept));

    /// <summary>What the folded word means in a language; unknown languages are read as English.</summary>
    public WordMeaning Of(string word, string language)
    {
        var words = _languages.GetValueOrDefault(language) ?? _languages["en"];
        var bare = Stemmer.WithoutPrefix(word);
        var exact = words.Find(word);
        var listed = bare.Length == word.Length ? exact : words.Find(bare);
        var concept = listed is { Concept: > 0 } ? listed.Concept : words.ConceptOfBeginning(bare);
        return new WordMeaning(
            word, Hashing.Word(Stemmer.Stem(bare, language)),
            listed?.Class ?? exact?.Class ?? (bare.Length == 1 ? WordClass.Function : WordClass.Plain), concept, _flags.Contains(("common", concept)), listed?.Number, exact?.Month ?? 0, exact?.Weekday ?? 0);
    }

    /// <summary>The number that the folded word stands for; null for none.</summary>
    public long? NumberOf(ReadOnlySpan<char> word, string language) =>
        (_languages.GetValueOrDefault(language) ?? _languages["en"]).Find(Stemmer.WithoutPrefix(word))?.Number;

    /// <param name="set">Is given each word and its place in the list.</param>
    private void Add(YamlNode byLanguage, Action<ListedWord, int> set)
    {
        foreach (var (language, words) in _languages)
        {
            if (!((YamlMappingNode)byLanguage).Children.TryGetValue(language, out var list))
                continue;
            foreach (var (i, text) in FoldedText.Fold(list.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
                set(words.Listed(text), i);
        }
    }

    private sealed class ListedWord
    {
        public WordClass? Class { get; set; }

        public uint Concept { get; set; }

        public long? Number { get; set; }

        public int Month { get; set; }

        public int Weekday { get; set; }
    }

    private sealed class Language
    {
        private readonly Dictionary<string, ListedWord> _words = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ListedWord> _beginnings = new(StringComparer.Ordinal); // listed with an asterisk for any ending

        public ListedWord Listed(string word)
        {
            var (list, key) = word.EndsWith('*') ? (_beginnings, word[..^1]) : (_words, word);
            return list.TryGetValue(key, out var known) ? known : list[key] = new ListedWord();
        }

        public ListedWord? Find(ReadOnlySpan<char> word) => Find(_words, word);

        /// <summary>The concept of the longest listed beginning.</summary>
        public uint ConceptOfBeginning(ReadOnlySpan<char> word)
        {
            for (var length = word.Length; length >= ShortestBeginning; length--)
            {
                if (Find(_beginnings, word[..length]) is { } found)
                    return found.Concept;
            }

            return 0;
        }

        private static ListedWord? Find(Dictionary<string, ListedWord> list, ReadOnlySpan<char> word) =>
            list.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var found) ? found : null;
    }
}
