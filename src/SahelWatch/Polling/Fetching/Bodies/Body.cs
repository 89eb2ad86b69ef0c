using System.Buffers;

namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>
/// The bytes of a response body, up to a cap. Uses pooled memory, so that a thousand polls leave no garbage, except for large bodies, which a pool would keep.
/// </summary>
internal sealed class Body(int cap) : IDisposable
{
    private const int FirstSize = 32 * 1024;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Math.Min(_length, cap));

    /// <summary>The cap was exceeded; <see cref="Memory"/> is the part below it.</summary>
    public bool Overflows => _length > cap;

    public MemoryStream OpenRead() => new(_bytes, 0, Memory.Length, writable: false);

    /// <summary>Adds what fits below the cap, and one byte more to tell that it was exceeded.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, cap + 1 - _length)];
        if (_length + bytes.Length > _bytes.Length)
            Grow(Math.Max(_length + bytes.Length, Math.Clamp(_bytes.Length * 2, FirstSize, Math.Max(FirstSize, cap + 1))));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Dispose()
    {
        Return();
        (_bytes, _length) = ([], 0);
    }

    private void Grow(int size)
    {
        var larger = size <= LargeBodies.From ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
        _bytes.AsSpan(0, _length).CopyTo(larger);
        Return();
        _bytes = larger;
    }

    private void Return()
    {
        if (_bytes.Length is > 0 and <= LargeBodies.From)
            ArrayPool<byte>.Shared.Return(_bytes);
    }
}
