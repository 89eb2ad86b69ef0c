using System.Text.Json;
using SahelWatch.Archive;
using SahelWatch.Domain;

namespace SahelWatch.Tests.Support;

/// <summary>The articles in a data folder as any tool would read them: the lines of its pages.</summary>
internal static class StoredArticles
{
    /// <summary>The id of each line, in order of the ids.</summary>
    public static List<string> Ids(string data)
    {
        var folder = Path.Combine(data, "articles");
        return !Directory.Exists(folder) ? [] :
            [.. Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines).Select(Id).Order(StringComparer.Ordinal)];
    }

    /// <summary>Stores the articles as one page.</summary>
    public static Task AppendAsync(this ArticleStore store, IEnumerable<Article> articles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var page = store.NewPage();
        foreach (var article in articles)
            page.Add(article);
        return store.AppendAsync(page, now, cancellationToken);
    }

    private static string Id(string line)
    {
        using var article = JsonDocument.Parse(line);
        return article.RootElement.GetProperty("id").GetString()!;
    }
}
