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

    /// <summary>A sample of the 3-grams that its text opens with, ascending: a text and its copy share more than what stands in the background.</summary>
    public required uint[] Opening { get; init; }

    /// <summary>The numbers of the whole text, in digits or in words, ascending: what differs between two issues of one bulletin.</summary>
    public required uint[] Numbers { get; init; }

    /// <summary>The weekdays named anywhere in the text, a bit each.</summary>
    public required byte Weekdays { get; init; }

    /// <summary>What title and lead put forward.</summary>
    public required LeadFacts Lead { get; init; }

    /// <summary>The words that can tell, by ascending hash.</summary>
    public required Term[] Terms { get; init; }

    /// <summary>What it speaks of, whatever the language, by ascending hash.</summary>
    public required Mark[] Marks { get; init; }

    /// <summary>Gazetteer ids of the settlements that title and lead name: where a report of one event in one place says it was.</summary>
    public required string[] Places { get; init; }

    /// <summary>
    /// Tells of several events (a weekly log, a situation report, two wires pasted together): it is a story of its own and nothing is joined to it.
    /// </summary>
    public required bool IsRoundup { get; set; }

    /// <summary>How finely <see cref="Places"/> say where it was.</summary>
    public required Fineness Located { get; init; }

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

    public bool HasTerm(uint stem) => Find(Terms, stem, t => t.Hash);

    public bool HasMark(uint mark) => Find(Marks, mark, m => m.Hash);

    private static bool Find<T>(T[] ascending, uint hash, Func<T, uint> hashOf)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hashOf(ascending[middle]) < hash)
                low = middle + 1;
            else
                high = middle;
        }

        return low < ascending.Length && hashOf(ascending[low]) == hash;
    }

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

/// <summary>Countries and areas, a capital, other settlements.</summary>
internal enum Fineness : byte
{
    Area,
    Capital,
    Settlement,
}

/// <summary>The facts by which two reports in the same stock wording differ.</summary>
/// <param name="Numbers">The numbers, in digits or in words, each beside the word before and the word after it: what it counts.</param>
/// <param name="Names">Stems of the names, each beside the word before and the word after it; none in Arabic, which has no capitals.</param>
/// <param name="Headline">The words of the title that tell, each beside the word before (or after) it.</param>
/// <param name="Weekdays">A bit each.</param>
internal sealed record LeadFacts(Fact[] Numbers, Fact[] Names, Fact[] Headline, byte Weekdays);

/// <summary>A number, or the hash of a name, and the hash of a word beside it.</summary>
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

    /// <summary>How a name sounds, whichever script it is written in.</summary>
    Name,

    /// <summary>The beginning of a long word, which English and French often share.</summary>
    Cognate,
}
