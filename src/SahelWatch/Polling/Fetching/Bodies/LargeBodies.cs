namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>
/// Lets one large body into memory at a time: an instance has 512 MB, and 24 bodies of 10 MB at once took 1.4 GB, decompressed, decoded and as documents. Feeds
/// are seldom so large that they have to wait; a server that keeps the place as long as it may delays them only.
/// </summary>
internal sealed class LargeBodies : IDisposable
{
    /// <summary>Bytes of a body from which on it is large.</summary>
    public const int From = 1024 * 1024;

    private readonly SemaphoreSlim _places = new(1);

    /// <summary>For one feed: its bodies as they came and decompressed, and what is read from them, share a place.</summary>
    public Place Reserve() => new(_places);

    public void Dispose() => _places.Dispose();

    /// <summary>Taken with the first body that turns out large; given back when its entries were dealt with.</summary>
    public sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private bool _isTaken;

        public bool IsNeededFor(Body body) => !_isTaken && body.Memory.Length >= From;

        public async Task TakeAsync(CancellationToken cancellationToken)
        {
            await places.WaitAsync(cancellationToken);
            _isTaken = true;
        }

        public void Dispose()
        {
            if (!_isTaken)
                return;
            _isTaken = false;
            // Large objects are collected with the oldest generation only, which waits until there are many: here they would be another's large body.
            GC.Collect();
            places.Release();
        }
    }
}
