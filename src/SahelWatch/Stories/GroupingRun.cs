using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Events;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories;

/// <summary>One call of <see cref="StoryGrouper.Assign"/>: places the arrivals one by one and remembers what that changed.</summary>
internal sealed class GroupingRun(StoryOptions options, EntrySet entries, WindowIndex index, Lookup lookup)
{
    private const double Near = 0.6; // of the threshold: stories this similar to an arrival are regrouped together with it
    private const int MaxRegrouped = 64; // texts regrouped one by one; beyond that, stories stay as they are

    private const double HeldWhole = 0.7; // share of a text from which an article contains all of it
    private const double Unlike = 0.4; // of the threshold: less similar texts are about different events
    private const int MaxPasted = 8; // texts compared per article

    private readonly List<(Article Article, IndexedArticle Sketch)> _arrivals = [];
    private readonly Dictionary<ArticleId, (StoryId Story, ArticleId? CopyOf)> _before = [];
    private readonly Dictionary<ArticleId, string> _because = [];
    private readonly Dictionary<ArticleId, IReadOnlyList<StoryId>> _about = [];
    private readonly Dictionary<ArticleId, IReadOnlyList<string>> _additions = [];

    public void Take(Article arrival, IndexedArticle sketch)
    {
        _arrivals.Add((arrival, sketch));
        if (index.Find(arrival.Id) is { } known)
        {
            lookup.Replace(known, sketch);
            _because[sketch.Id] = "an update of an article that is known";
        }
        else
            Place(arrival, sketch);
        index.Keep(sketch);
        index.MarkChanged(sketch);
    }

    public Grouping Outcome()
    {
        var latest = _arrivals.GroupBy(a => a.Article.Id).Select(g => g.Last()).ToList();
        var arrived = latest.Select(l => l.Sketch.Id).ToHashSet();
        var changes = _before.Select(b => (Sketch: index.Find(b.Key)!, Before: b.Value)).Where(c => !arrived.Contains(c.Sketch.Id)).ToList();
        return new Grouping(
            [.. latest.Select(
                a => new Assignment(a.Article, a.Sketch.Story, a.Sketch.CopyOf, _because[a.Sketch.Id])
                    { IsRoundup = a.Sketch.IsRoundup, About = _about.GetValueOrDefault(a.Sketch.Id, []), Additions = _additions.GetValueOrDefault(
                        a.Sketch.Id, []) })],
            [.. from change in changes
                where change.Sketch.Story != change.Before.Story
                group change by (From: change.Before.Story, To: change.Sketch.Story) into moved
                let ids = moved.Select(m => m.Sketch.Id).OrderBy(i => i.Value, StringComparer.Ordinal).ToList()
                orderby moved.Key.From.Value, moved.Key.To.Value
                select new StoryMove(
                    lookup.Knows(moved.Key.From) ? "split" : "merged", moved.Key.From, moved.Key.To, ids, _because.GetValueOrDefault(ids[0], ""))],
            [.. changes.Where(c => c.Sketch.CopyOf != c.Before.CopyOf).OrderBy(c => c.Sketch.Id.Value, StringComparer.Ordinal)
                .Select(c => new CopyChange(c.Sketch.Story, c.Sketch.Id, c.Sketch.CopyOf))]);
    }

    private void Place(Article arrival, IndexedArticle article)
    {
        var holders = lookup.Copies.Candidates(article);
        if (PastesTogether(article, holders))
        {
            article.IsRoundup = true;
            holders = [];
        }

        _additions[article.Id] = Additions.Of(arrival, [.. holders.SelectMany(h => lookup.CopiesOf(h.Representative).Append(h.Representative))]);
        if (holders.Find(h => IndexedArticle.ByLength(h.Representative, article) < 0) is { Representative: { } longer } holder)
        {
            (article.Story, article.CopyOf) = (longer.Story, longer.CopyOf ?? longer.Id);
            _because[article.Id] = Explanation.OfCopy(longer, holder.Containment);
            lookup.Add(article);
            return;
        }

        article.Story = StoryId.FoundedBy(article.Id);
        if (holders.Count > 0)
            Displace(article, holders);
        else
            lookup.Add(article);
        if (article.IsRoundup)
            Attach(article);
        else
            Regroup(article);
    }

    /// <summary>
    /// Whether it contains whole texts about different events: news in brief, two agency reports under one title.
    /// </summary>
    private bool PastesTogether(IndexedArticle article, List<(IndexedArticle Representative, double Containment)> holders)
    {
        var whole = holders.Where(h => h.Containment >= HeldWhole && !h.Representative.IsRoundup && h.Representative.Shingles.Length < article.Shingles.Length)
            .Select(h => h.Representative).DistinctBy(r => r.Story).Take(MaxPasted).ToList();
        return whole.SelectMany((a, i) => whole.Skip(i + 1).Select(b => (a, b))).Any(pair => lookup.Similarity.Of(pair.a, pair.b) < Unlike);
    }

    /// <summary>Records the stories that a roundup is about; it does not become part of them.</summary>
    private void Attach(IndexedArticle article)
    {
        _because[article.Id] = "covers several events";
        _about[article.Id] = lookup.StoriesNamedIn(article);
    }

    /// <summary>A longer text replaces the representatives it contains; their copies are reassigned, longest first.</summary>
    private void Displace(IndexedArticle article, List<(IndexedArticle Representative, double Containment)> held)
    {
        var group = held.SelectMany(h => lookup.CopiesOf(h.Representative).Append(h.Representative)).ToList();
        article.Story = group.MinBy(m => m.FirstSeen)!.Story;
        foreach (var member in group)
        {
            Remember(member);
            lookup.Remove(member);
        }

        lookup.Add(article);
        var representatives = new List<IndexedArticle> { article };
        foreach (var member in group.Order(Comparer<IndexedArticle>.Create(IndexedArticle.ByLength)))
        {
            var (text, containment) = representatives.Select(r => (Text: r, Containment: lookup.Copies.Compare(member, r) ?? 0)).MaxBy(r => r.Containment);
            if (containment > 0)
            {
                (member.CopyOf, member.Story) = (text.Id, text.Story);
                _because[member.Id] = Explanation.OfCopy(text, containment);
            }
            else
            {
                member.CopyOf = null;
                representatives.Add(member);
            }

            lookup.Add(member);
        }
    }

    /// <summary>Regroups the arrival and the stories similar to it as if all had arrived at once, so that the order of arrival matters little.</summary>
    private void Regroup(IndexedArticle article)
    {
        var near = lookup.Events.Candidates(article, Near);
        _because[article.Id] = near.Count > 0 && near[0].Similarity >= 1
            ? Explanation.OfEvent(article, near[0].Article, near[0].Similarity, entries)
            : "the first report of it";
        if (near.Count == 0)
            return;

        var stories = near.Select(n => n.Article.Story).Append(article.Story).Distinct().ToList();
        var blocks = new List<List<IndexedArticle>>();
        var loose = 0;
        foreach (var story in stories)
        {
            var texts = lookup.TextsOf(story).Order(Comparer<IndexedArticle>.Create(IndexedArticle.ByDate)).ToList();
            var isLoose = (loose += texts.Count) <= MaxRegrouped;
            blocks.AddRange(isLoose ? texts.Select(t => new List<IndexedArticle> { t }) : [texts]);
        }

        blocks.Sort((a, b) => IndexedArticle.ByDate(a[0], b[0]));
        var groups = new AverageLink(options.Cohesion, lookup.Similarity.Of).Join(blocks);
        foreach (var (story, texts) in StoryNames.Of(groups, article, lookup))
        {
            foreach (var text in texts.Where(t => t.Story != story))
            {
                foreach (var moved in lookup.CopiesOf(text).Append(text))
                    Remember(moved);
                lookup.Move(text, story);
            }
        }
    }

    /// <summary>Records the story and representative of an article before they change, and marks its segment as changed.</summary>
    private void Remember(IndexedArticle article)
    {
        if (index.Find(article.Id) is null)
            return;
        _before.TryAdd(article.Id, (article.Story, article.CopyOf));
        index.MarkChanged(article);
    }
}
