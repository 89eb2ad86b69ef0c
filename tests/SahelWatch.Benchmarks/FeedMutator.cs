using System.Text;

namespace SahelWatch.Benchmarks;

/// <summary>
/// Corrupts valid feeds: flips bytes, drops, duplicates or swaps parts, inserts tags and entities, repeats one fragment very often. Reuses one buffer, so that
/// a run measures the parser and not the garbage collector; use one mutator per thread.
/// </summary>
internal sealed class FeedMutator(byte[][] seeds)
{
    private const int MaxLength = 4 << 20; // bytes

    private static readonly byte[][] Tokens =
    [.. new[]
        {
            "<", ">", "</", "/>", "&", "&amp;", "&#x", "&#0;", "&#1114112;", "&nbsp;", "&lt;p&gt;", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "?>", "<!DOCTYPE rss [", "<!ENTITY a \"&a;\">", "]>",
            "\"", "'", "=", "<item>", "</item>", "<entry>", "</channel>", "<title>", "</title>", "<link>", "<description>", "<div>", "<a href=\"", "<a =\">", "<script>", "</script>", "<br>", "<html>",
            "xml:base=\"//\"", "xmlns=\"http://www.w3.org/2005/Atom\"", "<pubDate>", "99999999999999999999", "2026-13-45", "\0", "\uFEFF", "\uD7FF", "{", "}", "[", "\\ud800", "\r\n", "\u202E",
        }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xE2, 0x80], [0xFF, 0xFE], [0xED, 0xA0, 0x80],
    ];

    private readonly ByteBuffer _bytes = new(8 * MaxLength);

    /// <returns>The same bytes for the same seed, valid until the next call.</returns>
    public ReadOnlyMemory<byte> Mutate(int seed)
    {
        var random = new Random(seed);
        _bytes.Set(seeds[random.Next(seeds.Length)]);
        for (var i = random.Next(1, 8); i > 0; i--)
            Once(random);
        return _bytes.Written;
    }

    private void Once(Random random)
    {
        var at = random.Next(_bytes.Length + 1);
        var length = random.Next(Math.Min(_bytes.Length - at, 400) + 1);
        switch (random.Next(9))
        {
            case 0:
                for (var i = at; i < at + length; i += 1 + random.Next(40))
                    _bytes[i] = (byte)random.Next(256);
                break;
            case 1:
                _bytes.Remove(at, length);
                break;
            case 2:
                _bytes.Double(at, length);
                break;
            case 3:
                _bytes.Remove(at, _bytes.Length - at);
                break;
            case 4:
                var other = seeds[random.Next(seeds.Length)];
                var from = random.Next(other.Length);
                _bytes.Insert(at, other.AsSpan(from, Math.Min(2_000, other.Length - from)), 1);
                break;
            case 5 when random.Next(20) == 0:
                Repeat(at, random);
                break;
            default:
                _bytes.Insert(at, Tokens[random.Next(Tokens.Length)], 1);
                break;
        }
    }

    /// <summary>Triggers quadratic behaviour in a careless parser.</summary>
    private void Repeat(int at, Random random)
    {
        var pattern = Enumerable.Range(0, random.Next(1, 4)).SelectMany(_ => Tokens[random.Next(Tokens.Length)]).ToArray();
        var times = random.Next(1, Math.Max(2, MaxLength / pattern.Length / (random.Next(2) == 0 ? 1 : 50)));
        _bytes.Insert(at, pattern, times);
    }
}
