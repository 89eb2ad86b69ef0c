using SahelWatch.Domain;
using SahelWatch.Stories.Events;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Indexing;

/// <summary>What the window's index keeps of an article: enough to compare it, nothing to read.</summary>
internal sealed class IndexedArticle
{
    public required ArticleId Id { get; init; }

    public required string Source { get; init; }

    public required string Language { get; init; }

    /// <summary>As published; null where the feed gives no date: such an article is near to everything in time.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When the text says it happened; null where it does not say so. Overrides the feed's date where two texts are compared.</summary>
    public DateTimeOffset? Told { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Ascending.</summary>
    public required uint[] Shingles { get; init; }

    /// <summary>Hashes of its sentences: those that recur at one source are its boilerplate.</summary>
    public required uint[] Sentences { get; init; }

    /// <summary>Hash of its longest sentence, which no boilerplate is: tells its text from others at the same source.</summary>
    public required uint Signature { get; init; }

    /// <summary>Hashes of the figures and dates written in digits, ascending: what differs between two issues of one bulletin.</summary>
    public required uint[] Numbers { get; init; }

    /// <summary>The words that can tell, by ascending hash.</summary>
    public required Term[] Terms { get; init; }

    /// <summary>What it speaks of, whatever the language, by ascending hash.</summary>
    public required Mark[] Marks { get; init; }

    /// <summary>Gazetteer ids of the settlements that title and lead name: where a report of one event in one place says it was.</summary>
    public required string[] Places { get; init; }

    public ArticleId? CopyOf { get; set; }

    public StoryId Story { get; set; }

    /// <summary>The weights of terms and marks as last computed; not stored.</summary>
    public Vector? Vector { get; set; }

    /// <summary>Stands in for a representative that has left the window; not stored.</summary>
    public bool StandsIn { get; set; }

    /// <summary>A newer reading of the article took its place; not stored.</summary>
    public bool IsRetired { get; set; }

    public bool IsRepresentative => CopyOf is null || StandsIn;

    public DateTimeOffset Date => Published ?? FirstSeen;

    /// <summary>Of two texts the longer one represents; of equals the earlier one.</summary>
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

    /// <summary>What any report says: <see cref="WordClass.Everyday"/>.</summary>
    Everyday = 4,
}

/// <summary>Something that reads the same in every language.</summary>
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
}
