using System.Buffers;
using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>The names of tags and attributes in one document, each made into strings once. Knows ASCII names alone; feeds have no others.</summary>
internal sealed class Utf8Names
{
    private const int Buckets = 64; // a power of two: feeds use thirty names or so
    private const int LongestChain = 16; // beyond it somebody means to make look-ups slow
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:"u8);

    private readonly Utf8Name?[] _buckets = new Utf8Name?[Buckets];
    private Utf8Name? _last;

    /// <summary>Reads the name at the start of <paramref name="text"/>.</summary>
    /// <returns>Null where there is none, or one that is better left to <see cref="StrictXml"/>.</returns>
    public Utf8Name? At(ReadOnlySpan<byte> text)
    {
        // The tags of one entry follow each other as those of the entry before did.
        if (_last?.Follower is { } likely && text.Length > likely.Raw.Length && text.StartsWith(likely.Raw) && !NameBytes.Contains(text[likely.Raw.Length]))
            return _last = likely;
        var name = Find(text);
        _last?.Follower = name;
        return _last = name;
    }

    /// <summary>Whether this is a name without a colon.</summary>
    public static bool IsPart(ReadOnlySpan<byte> part) =>
        part is [var first, ..] && (char.IsAsciiLetter((char)first) || first == '_') && !part.Contains((byte)':') && !part.ContainsAnyExcept(NameBytes);

    private Utf8Name? Find(ReadOnlySpan<byte> text)
    {
        var (hash, length) = (0, 0);
        while (length < text.Length && NameBytes.Contains(text[length]))
            hash = (hash * 31) + text[length++];
        var raw = text[..length];
        ref var first = ref _buckets[hash & (Buckets - 1)];
        var chain = 0;
        for (var known = first; known is not null; known = known.Next, chain++)
        {
            if (raw.SequenceEqual(known.Raw))
                return known;
        }

        if (chain == LongestChain || !IsQualified(raw))
            return null;
        return first = new Utf8Name(raw, first);
    }

    private static bool IsQualified(ReadOnlySpan<byte> raw) =>
        raw.IndexOf((byte)':') is >= 0 and var colon ? IsPart(raw[..colon]) && IsPart(raw[(colon + 1)..]) : IsPart(raw);
}

/// <summary>A name as it stands, and its parts.</summary>
internal sealed class Utf8Name
{
    public Utf8Name(ReadOnlySpan<byte> raw, Utf8Name? next)
    {
        var colon = raw.IndexOf((byte)':');
        Raw = raw.ToArray();
        Prefix = colon < 0 ? "" : Encoding.ASCII.GetString(raw[..colon]);
        Local = Encoding.ASCII.GetString(raw[(colon + 1)..]);
        Attribute = Prefix == "xml" ? "xml:" + Local : Local.ToLowerInvariant();
        Next = next;
    }

    public byte[] Raw { get; }

    /// <summary>Empty where there is none.</summary>
    public string Prefix { get; }

    public string Local { get; }

    /// <summary>What a <see cref="FeedAttribute"/> of this name is called.</summary>
    public string Attribute { get; }

    /// <summary>What came after this name when it was read last.</summary>
    public Utf8Name? Follower { get; set; }

    /// <summary>The next of the same bucket.</summary>
    public Utf8Name? Next { get; }

    public bool IsDeclaration => Prefix == "xmlns" || (Prefix.Length == 0 && Local == "xmlns");

    /// <summary>The namespace that <see cref="Utf8Namespaces"/> found for the prefix, and when; it stays right until a declaration comes or goes.</summary>
    public (string? Space, int Version) Found { get; set; } = (null, -1);

    /// <summary>What the tree calls an element of this name; null until it is asked, and when a declaration came or went.</summary>
    public string? Canonical;
}
