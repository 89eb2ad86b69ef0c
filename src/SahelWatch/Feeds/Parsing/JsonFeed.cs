using System.Text.Json;
using SahelWatch.Articles;

namespace SahelWatch.Feeds.Parsing;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org), read as a stream, so that a document that is cut off gives the items before the cut.</summary>
internal static class JsonFeed
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = FeedLimits.Depth };

    /// <param name="json">UTF-8.</param>
    public static ParsedFeed Read(ReadOnlySpan<byte> json, Uri? url, ProblemList problems)
    {
        var about = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var entries = new List<FeedEntry>();
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString() ?? "";
                reader.Read();
                if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
                    Items(ref reader, url, entries, problems);
                else
                    about[name] = JsonElement.ParseValue(ref reader);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems.Add("The JSON is broken or cut off; what stands before was read.");
        }

        return Feed(about, url, entries, problems);
    }

    private static void Items(ref Utf8JsonReader reader, Uri? url, List<FeedEntry> entries, ProblemList problems)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = JsonElement.ParseValue(ref reader);
            if (item.ValueKind == JsonValueKind.Object && entries.Count < FeedLimits.Entries)
                entries.Add(Entry(item, url, problems));
        }
    }

    private static ParsedFeed Feed(Dictionary<string, JsonElement> about, Uri? url, List<FeedEntry> entries, ProblemList problems)
    {
        var version = Text(about.GetValueOrDefault("version")) ?? "";
        var isFeed = version.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) || entries.Count > 0;
        if (!isFeed)
            problems.Add("The body is JSON, but no JSON Feed.");
        return new ParsedFeed
        {
            Format = !isFeed ? "none" : version.EndsWith("/1.1", StringComparison.Ordinal) ? "json1.1" : "json1.0",
            Title = HtmlText.Collapse(HtmlText.Clean(Text(about.GetValueOrDefault("title")) ?? "")),
            Link = FeedLinks.Resolve(Text(about.GetValueOrDefault("home_page_url")) ?? "", url),
            Language = Text(about.GetValueOrDefault("language")),
            Entries = entries,
            Problems = problems.All,
        };
    }

    private static FeedEntry Entry(JsonElement item, Uri? url, ProblemList problems)
    {
        var summary = FeedText.Bounded(HtmlText.Clean(Text(item, "summary") ?? ""), FeedLimits.Text, problems);
        var html = Text(item, "content_html");
        var content = FeedText.Bounded(html is null ? HtmlText.Clean(Text(item, "content_text") ?? "") : HtmlText.Of(html), FeedLimits.Text, problems);
        var title = FeedText.Bounded(HtmlText.Collapse(HtmlText.Clean(Text(item, "title") ?? "")), FeedLimits.Title, problems);
        var id = Text(item, "id")?.Trim() ?? "";
        var updated = Date(item, "date_modified", problems);
        return new FeedEntry
        {
            Id = id,
            Url = FeedLinks.Resolve(Text(item, "url") ?? "", url) ?? FeedLinks.Resolve(Text(item, "external_url") ?? "", url) ?? FeedLinks.Resolve(id, null),
            Title = title.Length > 0 ? title : HtmlText.Start(summary.Length > 0 ? summary : content, EntryAdapter.TitleFromSummary),
            Summary = summary,
            Content = content,
            Published = Date(item, "date_published", problems) ?? updated,
            Updated = updated,
            Author = Author(item),
            Language = Text(item, "language"),
            Categories = [.. Elements(item, "tags").Select(Text).OfType<string>().Where(t => t.Length > 0).Distinct().Take(FeedLimits.Categories)],
        };
    }

    private static string? Author(JsonElement item)
    {
        var author = Elements(item, "authors").Append(Property(item, "author")).Select(a => Text(a, "name")).FirstOrDefault(n => !string.IsNullOrWhiteSpace(n));
        return author is null ? null : Authors.WithoutMail(HtmlText.Collapse(HtmlText.Clean(author)));
    }

    private static DateTimeOffset? Date(JsonElement item, string name, ProblemList problems)
    {
        if (Text(item, name) is not { Length: > 0 } text)
            return null;
        var date = FeedDates.Parse(text);
        if (date is null)
            problems.Add($"A date could not be read: {HtmlText.Start(text, 40)}");
        return date;
    }

    private static JsonElement Property(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement.ArrayEnumerator Elements(JsonElement item, string name) =>
        Property(item, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    private static string? Text(JsonElement item, string name) => Text(Property(item, name));

    /// <summary>A string, or a number as it stands (ids often are); null for all else, and for a string with half a character in it.</summary>
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
