using System.Text.Json;

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

    private static string Id(string line)
    {
        using var article = JsonDocument.Parse(line);
        return article.RootElement.GetProperty("id").GetString()!;
    }
}
