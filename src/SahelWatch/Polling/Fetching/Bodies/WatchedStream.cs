namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>Detects truncated input for the framework's decompressors, which do not report it.</summary>
internal sealed class WatchedStream(byte[] bytes, int length) : MemoryStream(bytes, 0, length, writable: false)
{
    /// <summary>Whether the reader tried to read past the end, which it does not for a complete deflate or brotli stream.</summary>
    public bool ReadPastEnd { get; private set; }

    /// <summary>Reading into a span ends up here too, as in every class derived from MemoryStream.</summary>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        ReadPastEnd |= read == 0 && count > 0;
        return read;
    }
}
