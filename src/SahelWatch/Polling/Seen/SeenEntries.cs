namespace SahelWatch.Polling.Seen;

/// <summary>
/// Remembers the entries of one feed and tells new entries from edited and unchanged ones. An entry is recognised by its identifier, its address, or its title
/// and date together, so that a site that changes one of these does not make its whole feed new again.
/// </summary>
internal sealed class SeenEntries
{
    /// <summary>Days that an entry is remembered after it has left the feed, in case it comes back.</summary>
    private const int Horizon = 45;

    /// <summary>Entries remembered after they have left the feed: 32 kB packed.</summary>
    private const int MaxVanished = 1000;

    private readonly List<SeenEntry> _entries;
    private readonly Dictionary<ulong, int> _byGuid, _byLink, _byName;
    private readonly Dictionary<(uint Title, uint Published), int> _byTitle;
    private readonly HashSet<int> _shown;
    private readonly ushort _today;
    private bool _trustsGuids;

    /// <param name="lastSuccess">The entries in the last body were in the feed until then, since it may have answered 304 many times.</param>
    /// <param name="showing">The number of entries in the feed now, for the capacity.</param>
    public SeenEntries(ReadOnlyMemory<byte> packed, DateTimeOffset? lastSuccess, DateTimeOffset now, int showing = 0)
    {
        _today = SeenEntry.Day(now);
        _entries = SeenEntry.Unpack(packed.Span, showing);
        var room = _entries.Capacity;
        (_byGuid, _byLink, _byName, _byTitle, _shown) = (new(room), new(room), new(room), new(room), new(showing));
        var lastShown = _entries.Select(e => e.LastSeen).DefaultIfEmpty().Max();
        var until = lastSuccess is { } last ? SeenEntry.Day(last) : lastShown;
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].LastSeen == lastShown && until > lastShown)
                _entries[i] = _entries[i] with { LastSeen = until };
            Index(i);
        }
    }

    /// <summary>Records the feed's current entries and returns the new and edited ones, in the feed's order.</summary>
    public IReadOnlyList<PolledEntry> Take(FeedId feed, IReadOnlyList<FeedEntry> entries, Uri? home, DateTimeOffset now)
    {
        var marks = EntryMarks.Of(feed, entries, home);
        _trustsGuids = TrustsGuids(marks);
        var known = new int?[entries.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = ByMark(marks[i]);
        // By title only afterwards, so as not to match what another entry of the document was found to be.
        HashSet<int> claimed = [.. known.OfType<int>()];
        for (var i = 0; i < known.Length; i++)
            known[i] ??= ByTitle(marks[i], claimed);

        var news = new List<PolledEntry>();
        for (var i = 0; i < known.Length; i++)
        {
            // Looks again for an entry that this document has just added, because it lists it twice.
            var index = known[i] ?? ByMark(marks[i]);
            if ((index is null ? Add(marks[i], Clamped(entries[i], now), now) : Update(index.Value, marks[i], Clamped(entries[i], now))) is { } polled)
                news.Add(polled);
        }
        return news;
    }

    public ReadOnlyMemory<byte> Pack()
    {
        var shown = _entries.Where((_, i) => _shown.Contains(i));
        var vanished = _entries.Where((e, i) => !_shown.Contains(i) && _today - e.LastSeen <= Horizon).OrderByDescending(e => e.LastSeen).Take(MaxVanished);
        return SeenEntry.Pack([.. shown, .. vanished]);
    }

    private PolledEntry Add(EntryMark mark, FeedEntry entry, DateTimeOffset now)
    {
        // A page that shows each bulletin in turn: its address is taken, but the bulletin is new.
        var article = mark.Link != 0 && _byLink.ContainsKey(mark.Link)
            ? ContentHash.NumberOf($"{ArticleId.Of(mark.Article)} {entry.Id} {entry.Title}")
            : mark.Article;
        Remember(new(article, mark.Guid, mark.Link, mark.Title, mark.Published, _today, _today));
        return new(ArticleId.Of(article), entry, now, IsUpdate: false);
    }

    private PolledEntry? Update(int index, EntryMark mark, FeedEntry entry)
    {
        var old = _entries[index];
        if (!_shown.Add(index))
        {
            // Listed twice under two identifiers: both are remembered, or the second would be new at the next poll.
            if (mark.Guid != 0 && !_byGuid.ContainsKey(mark.Guid))
                Remember(old with { Guid = mark.Guid, Title = mark.Title, Published = mark.Published });
            return null;
        }

        var edited = old.Title != mark.Title || (old.Link != mark.Link && old.Link != 0 && mark.Link != 0);
        _entries[index] = new(old.Article, mark.Guid, mark.Link != 0 ? mark.Link : old.Link, mark.Title, mark.Published, old.FirstSeen, _today);
        return edited ? new(ArticleId.Of(old.Article), entry, SeenEntry.TimeOf(old.FirstSeen), IsUpdate: true) : null;
    }

    private void Remember(SeenEntry entry)
    {
        _entries.Add(entry);
        Index(_entries.Count - 1);
        _shown.Add(_entries.Count - 1);
    }

    private int? ByMark(EntryMark mark) => ByGuid(mark) ?? ByLink(mark) ?? ByName(mark);

    /// <summary>For entries with neither identifier nor address, which are identified by title and date or by title alone.</summary>
    private int? ByName(EntryMark mark) => mark is { Guid: 0, Link: 0 } && _byName.TryGetValue(mark.Article, out var index) ? index : null;

    private int? ByGuid(EntryMark mark) =>
        mark.Guid != 0 && _byGuid.TryGetValue(mark.Guid, out var index) && _entries[index] is var old
            && ((old.Link == mark.Link && mark.Link != 0) || Agrees(old, mark)) ? index : null;

    private int? ByLink(EntryMark mark) =>
        mark.Link != 0 && _byLink.TryGetValue(mark.Link, out var index) && _entries[index] is var old
            && (old.Guid == mark.Guid || old.Guid == 0 || mark.Guid == 0 || (Agrees(old, mark) && !(_trustsGuids && AreDated(old, mark)))) ? index : null;

    /// <summary>
    /// Whether a new identifier means a new entry even if its address and title are known, as for bulletins that share both. Not if the site generates new
    /// identifiers for every build: more entries must be known by their identifiers than contradict them.
    /// </summary>
    private bool TrustsGuids(EntryMark[] marks)
    {
        var known = marks.Count(m => _byGuid.ContainsKey(m.Guid));
        var contradicted = marks.Count(
            m => m.Guid != 0 && !_byGuid.ContainsKey(m.Guid) && _byLink.TryGetValue(m.Link, out var index) && _entries[index].Guid != 0);
        return known > contradicted;
    }

    private static bool AreDated(SeenEntry old, EntryMark mark) => old.Published != 0 && mark.Published != 0 && old.Published != mark.Published;

    /// <summary>
    /// One matching mark is trusted unless everything else differs: some feeds number their entries from the top, others show every bulletin on one page, and
    /// each new article would be taken for the previous one.
    /// </summary>
    private static bool Agrees(SeenEntry old, EntryMark mark) =>
        old.Title == mark.Title || old.Published == mark.Published || old.Published == 0 || mark.Published == 0;

    /// <summary>A title alone does not identify an entry ("Press review"), but together with the minute of publication it does.</summary>
    private int? ByTitle(EntryMark mark, HashSet<int> claimed) =>
        mark is { Title: not 0, Published: not 0 } && _byTitle.TryGetValue((mark.Title, mark.Published), out var index) && claimed.Add(index) ? index : null;

    private void Index(int index)
    {
        var entry = _entries[index];
        _byName[entry.Article] = index;
        if (entry.Guid != 0)
            _byGuid[entry.Guid] = index;
        if (entry.Link != 0)
            _byLink[entry.Link] = index;
        if (entry is { Title: not 0, Published: not 0 })
            _byTitle[(entry.Title, entry.Published)] = index;
    }

    /// <summary>Clamps future dates to the time of the poll that first sees them, so that a feed whose clock runs ahead is not always at the top.</summary>
    private static FeedEntry Clamped(FeedEntry entry, DateTimeOffset now) => entry.Published > now || entry.Updated > now
        ? entry with { Published = entry.Published > now ? now : entry.Published, Updated = entry.Updated > now ? now : entry.Updated }
        : entry;
}
