using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Events;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Indexing;

/// <summary>The search structures over an index: built once per run and updated as articles arrive.</summary>
internal sealed class Lookup
{
    private static readonly List<IndexedArticle> Nobody = [];

    private readonly StoryOptions _options;
    private readonly List<IndexedArticle> _slots = [];
    private readonly Dictionary<StoryId, List<IndexedArticle>> _stories = [];
    private readonly Dictionary<ArticleId, List<IndexedArticle>> _copies = [];

    public Lookup(WindowIndex index, StoryOptions options, EntrySet entries)
    {
        _options = options;
        Frequencies = new Frequencies();
        Similarity = new Similarity(options, entries, Frequencies);
        Copies = new CopyFinder(options, _slots);
        Events = new EventFinder(Similarity, Frequencies, _slots);
        var articles = index.Articles.OrderBy(a => a.Id.Value, StringComparer.Ordinal).ToList();
        LetCopiesStandIn(articles);
        foreach (var article in articles.Where(a => a.IsRepresentative))
            Frequencies.Add(article);
        foreach (var article in articles)
        {
            File(article);
            article.Vector = null; // few of tens of thousands are compared again
        }
    }

    public Frequencies Frequencies { get; }

    public Similarity Similarity { get; }

    public CopyFinder Copies { get; }

    public EventFinder Events { get; }

    /// <summary>Exact comparisons of two texts so far, of both kinds.</summary>
    public long Comparisons => Copies.Comparisons + Similarity.Comparisons;

    /// <summary>Adds an article whose story is known.</summary>
    public void Add(IndexedArticle article)
    {
        if (article.IsRepresentative)
            Frequencies.Add(article);
        File(article);
    }

    /// <summary>The representatives of a story's texts.</summary>
    public IReadOnlyList<IndexedArticle> TextsOf(StoryId story) => _stories.GetValueOrDefault(story, Nobody);

    /// <summary>
    /// The stories that a roundup mentions: it contains a settlement and a number from the lead of one of their reports.
    /// </summary>
    public IReadOnlyList<StoryId> StoriesNamedIn(IndexedArticle article) =>
    [
        .. from story in _stories
            from text in story.Value
            where !text.IsRoundup && (article.Date - text.Date).Duration() <= _options.EventGate && text.Located == Fineness.Settlement
                && Array.Exists(text.Places, place => article.HasMark(Hashing.Word(place)))
                && Array.Exists(text.Lead.Numbers, n => Array.BinarySearch(article.Numbers, n.Value) >= 0)
            group story.Key by story.Key into named
            orderby named.Count() descending, named.Key.Value
            select named.Key,
    ];

    public IReadOnlyList<IndexedArticle> CopiesOf(IndexedArticle representative) =>
        _copies.GetValueOrDefault(representative.CopyOf ?? representative.Id, Nobody);

    public bool Knows(StoryId story) => _stories.ContainsKey(story);

    /// <summary>Replaces an article by an updated version.</summary>
    public void Replace(IndexedArticle known, IndexedArticle update)
    {
        (update.Story, update.CopyOf, update.StandsIn) = (known.Story, known.CopyOf, known.StandsIn);
        Remove(known);
        known.IsRetired = true;
        Add(update);
    }

    /// <summary>Removes an article before its story or representative changes.</summary>
    public void Remove(IndexedArticle article)
    {
        if (!article.IsRepresentative)
            Take(_copies, article.CopyOf!.Value, article);
        else
        {
            Take(_stories, article.Story, article);
            Frequencies.Add(article, -1);
        }
    }

    /// <summary>If a representative has left the window before its copies, the longest of them acts as representative.</summary>
    private static void LetCopiesStandIn(List<IndexedArticle> articles)
    {
        var present = articles.Select(a => a.Id).ToHashSet();
        foreach (var orphans in articles.Where(a => a.CopyOf is { } of && !present.Contains(of)).GroupBy(a => a.CopyOf))
            orphans.Order(Comparer<IndexedArticle>.Create(IndexedArticle.ByLength)).First().StandsIn = true;
    }

    private void File(IndexedArticle article)
    {
        if (!article.IsRepresentative)
        {
            Put(_copies, article.CopyOf!.Value, article);
            return;
        }

        Put(_stories, article.Story, article);
        _slots.Add(article);
        Copies.Add(_slots.Count - 1);
        Events.Add(_slots.Count - 1);
    }

    /// <summary>Moves a representative and its copies to another story.</summary>
    public void Move(IndexedArticle representative, StoryId story)
    {
        Take(_stories, representative.Story, representative);
        Put(_stories, story, representative);
        representative.Story = story;
        foreach (var copy in CopiesOf(representative))
            copy.Story = story;
    }

    private static void Put<TKey>(Dictionary<TKey, List<IndexedArticle>> lists, TKey key, IndexedArticle article)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(article);
    }

    private static void Take<TKey>(Dictionary<TKey, List<IndexedArticle>> lists, TKey key, IndexedArticle article)
        where TKey : notnull
    {
        if (lists.TryGetValue(key, out var list) && list.Remove(article) && list.Count == 0)
            lists.Remove(key);
    }
}
