namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>
/// Allows one large body in memory at a time: an instance has 512 MB, and 24 bodies of 10 MB at once, decompressed, decoded and parsed, took 1.4 GB. Few feeds
/// are large enough to have to wait, and a slow server can only delay those.
/// </summary>
internal sealed class LargeBodies : IDisposable
{
    /// <summary>Bytes; bodies of this size or more are large.</summary>
    public const int From = 1024 * 1024;

    private readonly SemaphoreSlim _places = new(1);

    /// <summary>For one feed, whose compressed and decompressed body and its entries share a place.</summary>
    public Place Reserve() => new(_places);

    public void Dispose() => _places.Dispose();

    /// <summary>Taken when a body turns out to be large; released when its entries have been processed.</summary>
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
            // Large objects are collected only with the oldest generation, which would be too late: the next large body would come on top.
            GC.Collect();
            places.Release();
        }
    }
}
