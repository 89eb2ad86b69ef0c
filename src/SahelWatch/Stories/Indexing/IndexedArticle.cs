using SahelWatch.Stories.Events;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Indexing;

/// <summary>What the index stores of an article: features to compare it by, no readable text.</summary>
internal sealed class IndexedArticle
{
    public required ArticleId Id { get; init; }

    public required string Source { get; init; }

    public required string Language { get; init; }

    /// <summary>Null if the feed gives no date: such an article is not separated from others by time.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>The day of the event according to the text; null if it gives none. Used instead of the feed's date when texts are compared.</summary>
    public DateTimeOffset? Told { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Ascending.</summary>
    public required uint[] Shingles { get; init; }

    /// <summary>Hashes of its sentences; those that recur in one source are boilerplate.</summary>
    public required uint[] Sentences { get; init; }

    /// <summary>Hash of its longest sentence, which is not boilerplate: identifies the text within its source.</summary>
    public required uint Signature { get; init; }

    /// <summary>A sample of the 3-grams of its opening, ascending: copies share these, not only background paragraphs.</summary>
    public required uint[] Opening { get; init; }

    /// <summary>The numbers of the whole text, in digits or words, ascending: they differ between two issues of a bulletin.</summary>
    public required uint[] Numbers { get; init; }

    /// <summary>The weekdays named anywhere in the text, a bit each.</summary>
    public required byte Weekdays { get; init; }

    /// <summary>The facts in title and lead.</summary>
    public required LeadFacts Lead { get; init; }

    /// <summary>Its words except function words, by ascending hash.</summary>
    public required Term[] Terms { get; init; }

    /// <summary>Language-independent features, by ascending hash.</summary>
    public required Mark[] Marks { get; init; }

    /// <summary>Gazetteer ids of the places in title and lead: where the event was.</summary>
    public required string[] Places { get; init; }

    /// <summary>
    /// Covers several events (a weekly log, two agency reports in one article): it is a story of its own, and no report joins it.
    /// </summary>
    public required bool IsRoundup { get; set; }

    /// <summary>The precision of <see cref="Places"/>.</summary>
    public required Fineness Located { get; init; }

    public ArticleId? CopyOf { get; set; }

    public StoryId Story { get; set; }

    /// <summary>The weights of terms and marks as last computed; not stored.</summary>
    public Vector? Vector { get; set; }

    /// <summary>Acts as representative in place of one that has left the window; not stored.</summary>
    public bool StandsIn { get; set; }

    /// <summary>Replaced by a newer version of the article; not stored.</summary>
    public bool IsRetired { get; set; }

    public bool IsRepresentative => CopyOf is null || StandsIn;

    public DateTimeOffset Date => Published ?? FirstSeen;

    public bool HasTerm(uint stem) => Terms.AsSpan().BinarySearch(new HashOf(stem)) >= 0;

    public bool HasMark(uint mark) => Marks.AsSpan().BinarySearch(new HashOf(mark)) >= 0;

    private readonly record struct HashOf(uint Value) : IComparable<Term>, IComparable<Mark>
    {
        public int CompareTo(Term other) => Value.CompareTo(other.Hash);

        public int CompareTo(Mark other) => Value.CompareTo(other.Hash);
    }

    /// <summary>Longest first, then earliest: the order in which texts are preferred as representatives.</summary>
    public static int ByLength(IndexedArticle a, IndexedArticle b)
    {
        var order = b.Shingles.Length.CompareTo(a.Shingles.Length);
        return order != 0 ? order : ByDate(a, b);
    }

    public static int ByDate(IndexedArticle a, IndexedArticle b)
    {
        var order = a.Date.CompareTo(b.Date);
        return order != 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value);
    }
}

/// <summary>Countries and areas, a capital, other settlements.</summary>
internal enum Fineness : byte
{
    Area,
    Capital,
    Settlement,
}

/// <summary>The facts in which two reports with the same stock wording differ.</summary>
/// <param name="Numbers">The numbers, in digits or in words, each with the word before and after it, which say what is counted.</param>
/// <param name="Names">Stems of the names, each with the word before and after it; none in Arabic, which has no capitals.</param>
/// <param name="Headline">The distinctive words of the title, each with the word before and after it.</param>
/// <param name="Weekdays">A bit each.</param>
internal sealed record LeadFacts(Fact[] Numbers, Fact[] Names, Fact[] Headline, byte Weekdays);

/// <summary>A number or the hash of a word, and the hash of a word next to it.</summary>
internal readonly record struct Fact(uint Value, uint Beside);

/// <summary>A stem, how often it occurs, and where.</summary>
internal readonly record struct Term(uint Hash, byte Count, TermMarks Marks);

[Flags]
internal enum TermMarks : byte
{
    None = 0,

    /// <summary>In the title or the first sentences.</summary>
    Lead = 1,

    /// <summary>A capitalised word or a number.</summary>
    Name = 2,

    /// <summary>See <see cref="WordClass.Everyday"/>.</summary>
    Everyday = 4,
}

/// <summary>A language-independent feature.</summary>
internal readonly record struct Mark(uint Hash, MarkKind Kind, byte Count);

internal enum MarkKind : byte
{
    Country,
    Area,
    Settlement,
    Actor,
    Concept,
    CommonConcept,
    Number,
    SmallNumber,

    /// <summary>The sound of a name (<see cref="NameSound"/>).</summary>
    Name,

    /// <summary>The beginning of a long word, which English and French often share.</summary>
    Cognate,
}
