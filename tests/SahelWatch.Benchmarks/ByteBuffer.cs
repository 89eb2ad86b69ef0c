namespace SahelWatch.Benchmarks;

/// <summary>An editable buffer of bytes that is reused. If its initial capacity is sufficient, it adds nothing to memory growth.</summary>
internal sealed class ByteBuffer(int capacity)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public byte this[int at]
    {
        set => _bytes[at] = value;
    }

    public void Set(ReadOnlySpan<byte> bytes)
    {
        Length = 0;
        Insert(0, bytes, 1);
    }

    public void Insert(int at, ReadOnlySpan<byte> bytes, int times)
    {
        var gap = Open(at, bytes.Length * times);
        for (; gap.Length > 0; gap = gap[bytes.Length..])
            bytes.CopyTo(gap);
    }

    /// <summary>Inserts a copy of a part before it.</summary>
    public void Double(int at, int length)
    {
        var gap = Open(at, length);
        _bytes.AsSpan(at + length, length).CopyTo(gap);
    }

    public void Remove(int at, int length)
    {
        _bytes.AsSpan(at + length, Length - at - length).CopyTo(_bytes.AsSpan(at));
        Length -= length;
    }

    private Span<byte> Open(int at, int length)
    {
        if (Length + length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        _bytes.AsSpan(at, Length - at).CopyTo(_bytes.AsSpan(at + length));
        Length += length;
        return _bytes.AsSpan(at, length);
    }
}
