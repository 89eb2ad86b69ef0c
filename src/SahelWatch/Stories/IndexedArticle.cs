using SahelWatch.Articles;

namespace SahelWatch.Stories;

/// <summary>What the window's index keeps of an article: enough to compare it, nothing to read.</summary>
internal sealed class IndexedArticle
{
    public required ArticleId Id { get; init; }

    public required string Source { get; init; }

    public required string Language { get; init; }

    /// <summary>As published; null where the feed gives no date: such an article is near to everything in time.</summary>
    public DateTimeOffset? Published { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Ascending.</summary>
    public required uint[] Shingles { get; init; }

    /// <summary>Hashes of its sentences: those that recur at one source are its boilerplate.</summary>
    public required uint[] Sentences { get; init; }

    /// <summary>Hashes of the figures and dates written in digits, ascending: what differs between two issues of one bulletin.</summary>
    public required uint[] Numbers { get; init; }

    public ArticleId? CopyOf { get; set; }

    public StoryId Story { get; set; }

    public bool IsRepresentative => CopyOf is null;

    public DateTimeOffset Date => Published ?? FirstSeen;

    /// <summary>Of two texts the longer one represents; of equals the earlier one.</summary>
    public static int ByLength(IndexedArticle a, IndexedArticle b)
    {
        var order = b.Shingles.Length.CompareTo(a.Shingles.Length);
        if (order == 0)
            order = a.Date.CompareTo(b.Date);
        return order != 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value);
    }
}
