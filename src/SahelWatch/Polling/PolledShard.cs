namespace SahelWatch.Polling;

/// <summary>
/// Stores the results of polling one shard as they come in: each page of articles when it is full, and every minute the states of the feeds that are done.
/// If the poll is cut short, the next one starts with the other feeds, so a thousand unresponsive hosts cannot block a shard for ever.
/// </summary>
internal sealed class PolledShard(Stores stores, int shard, FeedStates loaded, TimeProvider clock) : IDisposable
{
    /// <summary>Characters per page: about 500 articles of the usual length. Limited because readers hold a whole page in memory.</summary>
    private const int PageSize = 1_000_000;

    /// <summary>Most polls are shorter and save only once.</summary>
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private List<Article> _page = [];
    private int _length;
    private List<FeedState> _polled = [];
    private DateTimeOffset _saved = clock.GetUtcNow();
    private FeedStates _loaded = loaded;

    /// <summary>Whether another poll saved states of the same shard in between; the results of both are kept.</summary>
    public bool LostRace { get; private set; }

    /// <summary>May be called concurrently; the call that fills the page stores it.</summary>
    public Task KeepAsync(Article article, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _page.Add(article);
            _length += article.Title.Length + article.Summary.Length + article.Text.Length;
            if (_length < PageSize)
                return Task.CompletedTask;
        }

        return SaveAsync(cancellationToken);
    }

    /// <summary>Adds the state of a feed after its articles.</summary>
    public Task DoneAsync(FeedState state, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _polled.Add(state);
            var now = clock.GetUtcNow();
            if ((now - _saved).Duration() < SaveEvery)
                return Task.CompletedTask;
            _saved = now;
        }

        return SaveAsync(cancellationToken);
    }

    /// <summary>Stores the articles, then the states: once a state is saved, its articles are not fetched again.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken); // so that a page taken by another worker is stored before the states that belong to it
        try
        {
            List<Article> page;
            List<FeedState> polled;
            lock (_gate)
                (page, _page, _length, polled, _polled) = (_page, [], 0, _polled, []);
            await stores.Articles.AppendAsync(page, clock.GetUtcNow(), cancellationToken);
            if (polled.Count == 0)
                return;
            var saved = await stores.FeedStates.SaveAsync(shard, polled, _loaded, cancellationToken);
            LostRace |= saved is null or { Merged: true };
            _loaded = saved ?? await stores.FeedStates.LoadAsync(shard, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}
