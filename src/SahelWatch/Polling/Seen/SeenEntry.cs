using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SahelWatch.Polling.Seen;

/// <summary>What is kept of an entry to recognise it: hashes and days, <see cref="Size"/> bytes when packed.</summary>
/// <param name="Article">The article's id as a number.</param>
/// <param name="Guid">Hash of the feed's own identifier; 0 if missing or shared.</param>
/// <param name="Link">Hash of the canonical address; 0 if missing or shared.</param>
/// <param name="Published">Minutes since 2000 according to the feed, not clamped; 0 if missing.</param>
/// <param name="FirstSeen">Days since 2000.</param>
/// <param name="LastSeen">Days since 2000.</param>
internal readonly record struct SeenEntry(ulong Article, ulong Guid, ulong Link, uint Title, uint Published, ushort FirstSeen, ushort LastSeen)
{
    public const int Size = 32;

    private const ulong Mask48 = 0xFFFF_FFFF_FFFF; // a collision among the 1,000 entries of a feed happens in about one of 560 million feeds
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ushort Day(DateTimeOffset time) => (ushort)Math.Clamp((time - Epoch).TotalDays, 0, ushort.MaxValue);

    public static DateTimeOffset TimeOf(ushort day) => Epoch.AddDays(day);

    public static uint Minute(DateTimeOffset? time) => time is { } t ? (uint)Math.Clamp((t - Epoch).TotalMinutes, 1, uint.MaxValue) : 0;

    /// <summary>Zero is reserved for "none".</summary>
    public static ulong Hash48(string text) => text.Length == 0 ? 0 : Math.Max(1, Hash(text) & Mask48);

    public static uint Hash32(string text) => text.Length == 0 ? 0 : Math.Max(1, (uint)Hash(text));

    /// <param name="room">Spare capacity for entries to add.</param>
    public static List<SeenEntry> Unpack(ReadOnlySpan<byte> packed, int room)
    {
        var entries = new List<SeenEntry>((packed.Length / Size) + room);
        for (; packed.Length >= Size; packed = packed[Size..])
            entries.Add(Read(packed));
        return entries;
    }

    public static ReadOnlyMemory<byte> Pack(IReadOnlyCollection<SeenEntry> entries)
    {
        var packed = new byte[entries.Count * Size];
        var rest = packed.AsSpan();
        foreach (var entry in entries)
        {
            entry.Write(rest);
            rest = rest[Size..];
        }
        return packed;
    }

    private static SeenEntry Read(ReadOnlySpan<byte> b) => new(
        BinaryPrimitives.ReadUInt64BigEndian(b),
        BinaryPrimitives.ReadUInt64LittleEndian(b[8..]) & Mask48,
        BinaryPrimitives.ReadUInt64LittleEndian(b[12..]) >> 16,
        BinaryPrimitives.ReadUInt32LittleEndian(b[20..]),
        BinaryPrimitives.ReadUInt32LittleEndian(b[24..]),
        BinaryPrimitives.ReadUInt16LittleEndian(b[28..]),
        BinaryPrimitives.ReadUInt16LittleEndian(b[30..]));

    private void Write(Span<byte> b)
    {
        BinaryPrimitives.WriteUInt64BigEndian(b, Article);
        // Six bytes each: guid at 8, link at 14.
        BinaryPrimitives.WriteUInt64LittleEndian(b[8..], Guid | (Link << 48));
        BinaryPrimitives.WriteUInt32LittleEndian(b[16..], (uint)(Link >> 16));
        BinaryPrimitives.WriteUInt32LittleEndian(b[20..], Title);
        BinaryPrimitives.WriteUInt32LittleEndian(b[24..], Published);
        BinaryPrimitives.WriteUInt16LittleEndian(b[28..], FirstSeen);
        BinaryPrimitives.WriteUInt16LittleEndian(b[30..], LastSeen);
    }

    private static ulong Hash(string text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));
}
