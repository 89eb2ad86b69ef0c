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
/// What a word means in any text: its stem and class; the event word, month and weekday (from Monday = 1) it stands for, or 0; its number, or null.
/// </summary>
internal readonly record struct WordMeaning(uint Stem, WordClass Class, uint Concept, bool ConceptIsCommon, long? Number, byte Month, byte Weekday)
{
    public bool IsWeekday => Weekday > 0;

    /// <summary>The event word, the same in every language, else the stem.</summary>
    public uint Key => Concept != 0 ? Concept : Stem;

    /// <summary>Distinguishes this event from others.</summary>
    public bool Tells => Class == WordClass.Plain && !ConceptIsCommon && Number is null && Month == 0 && Weekday == 0;
}

/// <summary>
/// The word lists in <c>Stories/Data</c>: grammar and everyday words, event words in three languages under one id, number words, the calendar. Immutable.
/// </summary>
internal sealed class Vocabulary
{
    private const int ShortestPrefix = 2;

    private readonly Dictionary<string, Language> _languages;
    private readonly HashSet<uint> _following;
    private readonly HashSet<uint> _lasting;
    private readonly HashSet<uint> _routine;

    private Vocabulary(Dictionary<string, Language> languages, HashSet<uint> following, HashSet<uint> lasting, HashSet<uint> routine) =>
        (_languages, _following, _lasting, _routine) = (languages, following, lasting, routine);

    public static Vocabulary Shipped => LazyShipped.Value;

    private static Lazy<Vocabulary> LazyShipped { get; } = new(Load);

    /// <summary>Whether an event word is about what follows an event: a burial, a claim, a new toll.</summary>
    public bool Follows(uint concept) => _following.Contains(concept);

    /// <summary>Whether an event word is about something that lasts for weeks, such as an epidemic.</summary>
    public bool Lasts(uint concept) => _lasting.Contains(concept);

    /// <summary>Whether an event word is about what bulletins report every day of many towns: the weather.</summary>
    public bool IsRoutine(uint concept) => _routine.Contains(concept);

    /// <summary>What the folded word means in a language; unknown languages are read as English.</summary>
    public WordMeaning Of(ReadOnlySpan<char> word, string language)
    {
        var words = _languages.GetValueOrDefault(language) ?? _languages["en"];
        var bare = Stemmer.WithoutPrefix(word);
        var stem = Stemmer.Stem(bare, language);
        var known = words.Classes.GetAlternateLookup<ReadOnlySpan<char>>();
        var wordClass = known.TryGetValue(bare, out var found) || known.TryGetValue(word, out found)
            ? found
            : bare.Length == 1 ? WordClass.Function : WordClass.Plain;
        var (concept, common) = words.ConceptOf(bare);
        var number = words.NumberOf(bare);
        var month = words.Months.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var named) ? named : (byte)0;
        var weekday = words.Weekdays.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var day) ? day : (byte)0;
        return new WordMeaning(Hashing.Word(stem), wordClass, concept, common, number, month, weekday);
    }

    /// <summary>The number that the folded word stands for; null for none.</summary>
    public long? NumberOf(ReadOnlySpan<char> word, string language) =>
        (_languages.GetValueOrDefault(language) ?? _languages["en"]).NumberOf(Stemmer.WithoutPrefix(word));

    private static Vocabulary Load()
    {
        var languages = new[] { "en", "fr", "ar" }.ToDictionary(l => l, _ => new Language());
        var everyday = ShippedYaml.Read("Stories.Data.everyday.yaml");
        foreach (var (language, words) in languages)
        {
            foreach (var (key, wordClass) in new[] { ("everyday", WordClass.Everyday), ("function", WordClass.Function) })
            {
                foreach (var word in Split(everyday[key][language]))
                    words.Classes[word] = wordClass;
            }
        }

        var concepts = ((YamlSequenceNode)ShippedYaml.Read("Stories.Data.concepts.yaml")["concepts"]).Cast<YamlMappingNode>().ToList();
        foreach (var concept in concepts)
            AddConcept(languages, concept);
        HashSet<uint> Flagged(string flag) => [.. concepts.Where(c => c.Children.ContainsKey(flag)).Select(c => Hashing.Word(c["id"].ToString()))];

        foreach (var (value, names) in (YamlMappingNode)ShippedYaml.Read("Stories.Data.numbers.yaml")["values"])
        {
            foreach (var (language, words) in (YamlMappingNode)names)
            {
                foreach (var word in Split(words))
                    languages[language.ToString()].Numbers[word] = long.Parse(value.ToString(), CultureInfo.InvariantCulture);
            }
        }

        AddCalendar(languages, ShippedYaml.Read("Stories.Data.calendar.yaml"));
        return new Vocabulary(languages, Flagged("follows"), Flagged("lasts"), Flagged("routine"));
    }

    private static void AddCalendar(Dictionary<string, Language> languages, YamlMappingNode calendar)
    {
        foreach (var (language, words) in languages)
        {
            foreach (var (weekday, name) in Split(calendar["weekdays"][language]).Index())
                words.Weekdays[name] = (byte)(weekday + 1);
            foreach (var (month, names) in (YamlMappingNode)calendar["months"])
            {
                foreach (var name in Split(names[language]))
                    words.Months[name] = byte.Parse(month.ToString(), CultureInfo.InvariantCulture);
            }
        }
    }

    private static void AddConcept(Dictionary<string, Language> languages, YamlMappingNode concept)
    {
        var id = Hashing.Word(concept["id"].ToString());
        var common = concept.Children.TryGetValue("common", out var flag) && flag.ToString() == "true";
        foreach (var (language, words) in languages)
        {
            foreach (var word in Split(concept[language]))
            {
                if (word.EndsWith('*'))
                    words.Prefixes.TryAdd(word[..^1], (id, common));
                else
                    words.Concepts.TryAdd(word, (id, common));
            }
        }
    }

    private static string[] Split(YamlNode words) =>
        FoldedText.Fold(words.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Language
    {
        public Dictionary<string, WordClass> Classes { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, (uint Id, bool Common)> Concepts { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, (uint Id, bool Common)> Prefixes { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, long> Numbers { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, byte> Months { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, byte> Weekdays { get; } = new(StringComparer.Ordinal);

        public long? NumberOf(ReadOnlySpan<char> word) => Numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var value) ? value : null;

        /// <summary>The concept of the word itself, or of its longest listed prefix.</summary>
        public (uint Id, bool Common) ConceptOf(ReadOnlySpan<char> word)
        {
            if (Concepts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var exact))
                return exact;
            var prefixes = Prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var length = word.Length; length >= ShortestPrefix; length--)
            {
                if (prefixes.TryGetValue(word[..length], out var found))
                    return found;
            }

            return default;
        }
    }
}
