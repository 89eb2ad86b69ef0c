using SahelWatch.Archive;
using SahelWatch.Domain;

namespace SahelWatch.Polling;

/// <summary>
/// What a poll of one shard finds, on its way into the store: pages of articles as they fill, and every minute the states of the feeds that are done. A poll
/// that is cut short has then done what it did, and the next one begins with the others: a thousand hosts that do not answer cannot hold a shard up for ever.
/// </summary>
internal sealed class PolledShard(Stores stores, int shard, FeedStates loaded, TimeProvider clock) : IDisposable
{
    /// <summary>Articles a page: some 1 MB, which a first poll of many feeds fills several times.</summary>
    private const int PageSize = 500;

    /// <summary>Most polls are shorter, and save once.</summary>
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private ArticlePage _page = stores.Articles.NewPage();
    private List<FeedState> _polled = [];
    private DateTimeOffset _saved = clock.GetUtcNow();
    private FeedStates _loaded = loaded;

    /// <summary>Whether another poll saved states of the same shard in between: both are kept.</summary>
    public bool MetAnother { get; private set; }

    /// <summary>Called by several at once; whoever fills the page stores it.</summary>
    public Task KeepAsync(Article article, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _page.Add(article);
            if (_page.Count < PageSize)
                return Task.CompletedTask;
        }

        return SaveAsync(cancellationToken);
    }

    /// <summary>Takes the state of a feed whose articles are kept.</summary>
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

    /// <summary>Stores what there is: the articles first, since a feed whose state is saved is not asked for them again.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken); // a page that another worker took is stored before the states that it goes with
        try
        {
            ArticlePage page;
            List<FeedState> polled;
            lock (_gate)
                (page, _page, polled, _polled) = (_page, stores.Articles.NewPage(), _polled, []);
            await stores.Articles.AppendAsync(page, clock.GetUtcNow(), cancellationToken);
            if (polled.Count == 0)
                return;
            var saved = await stores.FeedStates.SaveAsync(shard, polled, _loaded, cancellationToken);
            MetAnother |= saved is null or { Merged: true };
            _loaded = saved ?? await stores.FeedStates.LoadAsync(shard, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}
