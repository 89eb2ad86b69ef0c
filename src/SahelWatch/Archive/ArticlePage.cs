using System.Buffers;
using SahelWatch.Storage;

namespace SahelWatch.Archive;

/// <summary>
/// Collects the articles of one page. Each is serialized at once: until the page is full, the texts would otherwise survive several garbage collections.
/// Not thread-safe.
/// </summary>
public sealed class ArticlePage
{
    private readonly JsonLines<Article> _shape;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly List<(ArticleId Id, int Start, int Length)> _articles = [];

    internal ArticlePage(JsonLines<Article> shape) => _shape = shape;

    public int Count => _articles.Count;

    /// <summary>Bytes.</summary>
    public int Length => _lines.WrittenCount;

    public void Add(Article article)
    {
        var start = _lines.WrittenCount;
        _shape.Write(_lines, article);
        _articles.Add((article.Id, start, _lines.WrittenCount - start));
    }

    /// <summary>
    /// Sorted by id, so that a page does not depend on which feed answered first; versions of one article stay in the order in which they were added.
    /// </summary>
    internal ReadOnlyMemory<byte> Sorted()
    {
        var page = new byte[_lines.WrittenCount];
        var rest = page.AsSpan();
        foreach (var (_, start, length) in _articles.OrderBy(a => a.Id.Value, StringComparer.Ordinal))
        {
            _lines.WrittenSpan.Slice(start, length).CopyTo(rest);
            rest = rest[length..];
        }

        return page;
    }
}
