using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Indexing;

/// <summary>
/// What grouping stores of the articles of the window, one segment per day (the day an article was first seen). Segments that cannot be read (damaged, or of
/// an older version) are left out and counted: their day is rebuilt with <see cref="StoryGrouper.Restore"/>.
/// </summary>
public sealed class WindowIndex
{
    private readonly Dictionary<ArticleId, IndexedArticle> _articles = [];
    private readonly Dictionary<DateOnly, HashSet<ArticleId>> _changed = [];
    private readonly List<int> _unreadable = [];
    private DateOnly _oldest = DateOnly.MaxValue;
    private Lookup? _lookup;

    /// <summary>The positions of the segments that could not be read.</summary>
    public IReadOnlyCollection<int> Unreadable => _unreadable;

    public int Count => _articles.Count;

    /// <summary>Days that hold articles.</summary>
    public IReadOnlySet<DateOnly> Days => _articles.Values.Select(Day).ToHashSet();

    /// <summary>Days whose segment is no longer what was read; a day without articles is to be deleted.</summary>
    public IReadOnlyCollection<DateOnly> Changed => _changed.Keys;

    /// <summary>Exact comparisons of two texts made in this index since it was read.</summary>
    internal long Comparisons => _lookup?.Comparisons ?? 0;

    internal Boilerplate Boilerplate { get; } = new();

    internal IEnumerable<IndexedArticle> Articles => _articles.Values;

    public static WindowIndex Read(IEnumerable<ReadOnlyMemory<byte>> segments)
    {
        var index = new WindowIndex();
        foreach (var (place, segment) in segments.Index())
        {
            if (SegmentFormat.Read(segment) is not { } articles)
            {
                index._unreadable.Add(place);
                continue;
            }

            foreach (var article in articles)
                index.Keep(article);
        }

        return index;
    }

    public bool Contains(ArticleId article) => _articles.ContainsKey(article);

    /// <summary>The story an article of the window belongs to.</summary>
    public StoryId? StoryOf(ArticleId article) => _articles.TryGetValue(article, out var known) ? known.Story : null;

    /// <summary>The segment of a day, to be stored under it; empty where the day holds no articles.</summary>
    public ReadOnlyMemory<byte> Segment(DateOnly day) =>
        SegmentFormat.Write([.. _articles.Values.Where(a => Day(a) == day)]);

    /// <summary>
    /// The articles of a changed day that are new or no longer what was read, to be merged into its segment; empty where the day is to be deleted.
    /// </summary>
    public ReadOnlyMemory<byte> Changes(DateOnly day) => SegmentFormat.Write([.. _changed[day].Select(_articles.GetValueOrDefault).OfType<IndexedArticle>()]);

    /// <summary>Forgets the days that have left the window.</summary>
    public void Prune(DateTimeOffset now, StoryOptions options)
    {
        var first = DateOnly.FromDateTime((now - options.Window).UtcDateTime);
        if (_oldest >= first)
            return;
        foreach (var article in _articles.Values.Where(a => Day(a) < first).ToList())
        {
            _articles.Remove(article.Id);
            _changed.TryAdd(Day(article), []);
            _lookup = null;
        }

        _oldest = _articles.Count == 0 ? DateOnly.MaxValue : _articles.Values.Min(Day);
    }

    internal Lookup LookupFor(StoryOptions options, EntrySet entries) => _lookup ??= new Lookup(this, options, entries);

    internal IndexedArticle? Find(ArticleId id) => _articles.GetValueOrDefault(id);

    internal void Keep(IndexedArticle article)
    {
        _articles[article.Id] = article;
        _oldest = Day(article) < _oldest ? Day(article) : _oldest;
        Boilerplate.Learn(Hashing.Word(article.Source), article.Sentences, article.Signature);
    }

    internal void MarkChanged(IndexedArticle article)
    {
        if (!_changed.TryGetValue(Day(article), out var articles))
            _changed[Day(article)] = articles = [];
        articles.Add(article.Id);
    }

    private static DateOnly Day(IndexedArticle article) => DateOnly.FromDateTime(article.FirstSeen.UtcDateTime);
}
