using System.Buffers;
using SahelWatch.Storage;

namespace SahelWatch.Archive;

/// <summary>
/// Articles on their way into one page. Each becomes its line at once and is let go of: held until the page is full, their texts would be carried along through
/// every collection of garbage. For one thread at a time.
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

    /// <summary>By their ids, so that a page does not depend on which feed answered first; an article that came twice in the order it came.</summary>
    internal ReadOnlyMemory<byte> InOrder()
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
