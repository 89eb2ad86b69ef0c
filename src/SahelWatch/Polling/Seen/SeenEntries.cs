using SahelWatch.Domain;

namespace SahelWatch.Polling.Seen;

/// <summary>
/// The memory of one feed: tells entries that are new from those seen before, edited or not. An entry is known by its identifier, its address, or its title
/// and date together, so that a site that changes one of them does not bring back its whole feed as news.
/// </summary>
internal sealed class SeenEntries
{
    /// <summary>Days for which an entry that the feed no longer shows is remembered, in case it comes back.</summary>
    private const int Horizon = 45;

    /// <summary>Entries remembered beyond those the feed shows: 32 kB packed.</summary>
    private const int MaxVanished = 1000;

    private readonly List<SeenEntry> _entries;
    private readonly Dictionary<ulong, int> _byGuid, _byLink;
    private readonly Dictionary<(uint Title, uint Published), int> _byTitle;
    private readonly HashSet<int> _shown;
    private readonly ushort _today;
    private Dictionary<ulong, int>? _byName;
    private bool _trustsGuids;

    /// <param name="lastSuccess">Entries shown last time were shown until then, through however many 304s.</param>
    /// <param name="showing">How many entries the feed shows now, to make room for them.</param>
    public SeenEntries(ReadOnlyMemory<byte> packed, DateTimeOffset? lastSuccess, DateTimeOffset now, int showing = 0)
    {
        _today = SeenEntry.Day(now);
        _entries = SeenEntry.Unpack(packed.Span, showing);
        var room = _entries.Capacity;
        (_byGuid, _byLink, _byTitle, _shown) = (new(room), new(room), new(room), new(showing));
        var lastShown = (ushort)0;
        foreach (var entry in _entries)
            lastShown = Math.Max(lastShown, entry.LastSeen);
        var until = lastSuccess is { } last ? SeenEntry.Day(last) : lastShown;
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].LastSeen == lastShown && until > lastShown)
                _entries[i] = _entries[i] with { LastSeen = until };
            Index(i);
        }
    }

    /// <summary>Takes in what the feed shows now; the entries that are new or edited, in its order.</summary>
    public IReadOnlyList<PolledEntry> Take(FeedId feed, IReadOnlyList<FeedEntry> entries, Uri? home, DateTimeOffset now)
    {
        var marks = EntryMarks.Of(feed, entries, home);
        _trustsGuids = TrustsGuids(marks);
        var known = new int?[entries.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = ByMark(marks[i]);
        // Only then by title: what another entry of the document already answers to is not meant.
        var claimed = new HashSet<int>();
        foreach (var index in known)
        {
            if (index is { } taken)
                claimed.Add(taken);
        }

        for (var i = 0; i < known.Length; i++)
            known[i] ??= ByTitle(marks[i], claimed);

        var news = new List<PolledEntry>();
        for (var i = 0; i < known.Length; i++)
        {
            // An entry added by this very document is found again here: the same one twice.
            var index = known[i] ?? ByMark(marks[i]);
            if ((index is null ? Add(marks[i], Clamped(entries[i], now), now) : Meet(index.Value, marks[i], Clamped(entries[i], now))) is { } polled)
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
        // The one page that shows every bulletin in turn: its address is taken, what it shows is new.
        var article = mark.Link != 0 && _byLink.ContainsKey(mark.Link)
            ? ContentHash.NumberOf($"{ArticleId.Of(mark.Article)} {entry.Id} {entry.Title}")
            : mark.Article;
        _entries.Add(new(article, mark.Guid, mark.Link, mark.Title, mark.Published, _today, _today));
        Index(_entries.Count - 1);
        _shown.Add(_entries.Count - 1);
        return new(ArticleId.Of(article), entry, now, IsUpdate: false);
    }

    private PolledEntry? Meet(int index, EntryMark mark, FeedEntry entry)
    {
        if (!_shown.Add(index))
            return null;
        var old = _entries[index];
        var edited = old.Title != mark.Title || (old.Link != mark.Link && old.Link != 0 && mark.Link != 0);
        _entries[index] = new(old.Article, mark.Guid, mark.Link != 0 ? mark.Link : old.Link, mark.Title, mark.Published, old.FirstSeen, _today);
        return edited ? new(ArticleId.Of(old.Article), entry, SeenEntry.TimeOf(old.FirstSeen), IsUpdate: true) : null;
    }

    private int? ByMark(EntryMark mark) => ByGuid(mark) ?? ByLink(mark) ?? ByName(mark);

    /// <summary>With neither identifier nor address an entry is its title and date, or its title alone.</summary>
    private int? ByName(EntryMark mark) => mark is { Guid: 0, Link: 0 } && Names().TryGetValue(mark.Article, out var index) ? index : null;

    /// <summary>Few feeds have such entries: made where it is asked for.</summary>
    private Dictionary<ulong, int> Names()
    {
        if (_byName is not null)
            return _byName;
        _byName = new(_entries.Capacity);
        for (var i = 0; i < _entries.Count; i++)
            _byName[_entries[i].Article] = i;
        return _byName;
    }

    private int? ByGuid(EntryMark mark) =>
        mark.Guid != 0 && _byGuid.TryGetValue(mark.Guid, out var index) && _entries[index] is var old
            && ((old.Link == mark.Link && mark.Link != 0) || Agrees(old, mark)) ? index : null;

    private int? ByLink(EntryMark mark) =>
        mark.Link != 0 && _byLink.TryGetValue(mark.Link, out var index) && _entries[index] is var old
            && (old.Guid == mark.Guid || old.Guid == 0 || mark.Guid == 0 || (Agrees(old, mark) && !(_trustsGuids && AreDated(old, mark)))) ? index : null;

    /// <summary>
    /// Whether an identifier that is new means an entry that is new, though its address and title be known: so it is for bulletins that share both. Not so
    /// where a program draws new identifiers at every build: more entries must be known by their identifiers than contradict them.
    /// </summary>
    private bool TrustsGuids(EntryMark[] marks)
    {
        var (known, contradicted) = (0, 0);
        foreach (var mark in marks)
        {
            if (mark.Guid == 0)
                continue;
            if (_byGuid.ContainsKey(mark.Guid))
                known++;
            else if (_byLink.TryGetValue(mark.Link, out var index) && _entries[index].Guid != 0)
                contradicted++;
        }

        return known > contradicted;
    }

    private static bool AreDated(SeenEntry old, EntryMark mark) => old.Published != 0 && mark.Published != 0 && old.Published != mark.Published;

    /// <summary>
    /// One mark is believed unless all else differs: some feeds number their entries from the top, some show every bulletin on one page, and each article would
    /// hide behind the last one.
    /// </summary>
    private static bool Agrees(SeenEntry old, EntryMark mark) =>
        old.Title == mark.Title || old.Published == mark.Published || old.Published == 0 || mark.Published == 0;

    /// <summary>A title alone is no identity ("Press review"); with the same minute of publication it is.</summary>
    private int? ByTitle(EntryMark mark, HashSet<int> claimed) =>
        mark is { Title: not 0, Published: not 0 } && _byTitle.TryGetValue((mark.Title, mark.Published), out var index) && claimed.Add(index) ? index : null;

    private void Index(int index)
    {
        var entry = _entries[index];
        _byName?[entry.Article] = index;
        if (entry.Guid != 0)
            _byGuid[entry.Guid] = index;
        if (entry.Link != 0)
            _byLink[entry.Link] = index;
        if (entry is { Title: not 0, Published: not 0 })
            _byTitle[(entry.Title, entry.Published)] = index;
    }

    /// <summary>Not "now" on every poll, but once, when first seen: a feed whose clock runs ahead does not push itself to the top for ever.</summary>
    private static FeedEntry Clamped(FeedEntry entry, DateTimeOffset now) => entry.Published > now || entry.Updated > now
        ? entry with { Published = entry.Published > now ? now : entry.Published, Updated = entry.Updated > now ? now : entry.Updated }
        : entry;
}
