using System.Text.Json;
using SahelWatch.Feeds.Addresses;
using SahelWatch.Feeds.Charsets;
using SahelWatch.Feeds.Dates;
using SahelWatch.Feeds.Html;
using SahelWatch.Feeds.Reading.Entries;

namespace SahelWatch.Feeds.Reading;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org), read as a stream, so that a document that is cut off still yields the items before the cut.</summary>
internal static class JsonFeed
{
    private static readonly JsonReaderOptions Options = new()
    { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = FeedLimits.Depth };

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
                    Items(ref reader, url ?? FeedLinks.Resolve(Text(about.GetValueOrDefault("home_page_url")) ?? "", null), entries, problems);
                else if (name is "version" or "title" or "home_page_url" or "language" or "author" or "authors")
                    about[name] = JsonElement.ParseValue(ref reader);
                else
                    reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems.Add("The JSON is malformed or cut off; everything before that point was read.");
        }

        return Feed(about, url, entries, problems);
    }

    private static void Items(ref Utf8JsonReader reader, Uri? url, List<FeedEntry> entries, ProblemList problems)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            if (entries.Count >= FeedLimits.Entries)
            {
                problems.Add($"The feed has more than {FeedLimits.Entries} entries; the rest was left out.");
                reader.Skip();
                continue;
            }

            entries.Add(Entry(JsonElement.ParseValue(ref reader), url, problems));
        }
    }

    private static ParsedFeed Feed(Dictionary<string, JsonElement> about, Uri? url, List<FeedEntry> entries, ProblemList problems)
    {
        var version = Text(about.GetValueOrDefault("version")) ?? "";
        var isFeed = version.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) || entries.Count > 0;
        if (!isFeed)
            problems.Add("The body is JSON, but not a JSON Feed.");
        return new ParsedFeed
        {
            Format = !isFeed ? "none" : version.EndsWith("/1.1", StringComparison.Ordinal) ? "json1.1" : "json1.0",
            Title = Plain(Text(about.GetValueOrDefault("title")) ?? "", problems),
            Link = FeedLinks.Resolve(Text(about.GetValueOrDefault("home_page_url")) ?? "", url),
            Language = Text(about.GetValueOrDefault("language")),
            Entries = [
                .. entries.Select(e => e with { Author = e.Author ?? Author(about), Language = e.Language ?? Text(about.GetValueOrDefault("language")) })],
            Problems = problems.All,
        };
    }

    private static FeedEntry Entry(JsonElement item, Uri? url, ProblemList problems)
    {
        var given = Mended(item, "summary", problems) ?? "";
        // Plain text by the specification, unless it contains a closing tag.
        var summary = Text(given, isHtml: given.Contains("</", StringComparison.Ordinal), problems);
        var html = Mended(item, "content_html", problems);
        var content = Text(html ?? Mended(item, "content_text", problems) ?? "", isHtml: html is not null, problems);
        var title = FeedText.Bounded(Plain(Mended(item, "title", problems) ?? "", problems), FeedLimits.Title, problems);
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

    private static string Text(string text, bool isHtml, ProblemList problems) =>
        FeedText.Bounded(FeedText.WithoutReferences(isHtml ? HtmlText.Of(text) : HtmlText.Clean(text), problems), FeedLimits.Text, problems);

    /// <summary>A title is plain text by the specification, but some programs put character references in it.</summary>
    private static string Plain(string title, ProblemList problems) => FeedText.WithoutReferences(HtmlText.Collapse(HtmlText.Clean(title)), problems);

    /// <summary>The feed's author, for items without one.</summary>
    private static string? Author(Dictionary<string, JsonElement> about) => Author(about.GetValueOrDefault("authors"), about.GetValueOrDefault("author"));

    private static string? Author(JsonElement item) => Author(Property(item, "authors"), Property(item, "author"));

    private static string? Author(JsonElement authors, JsonElement single)
    {
        var author = (authors.ValueKind == JsonValueKind.Array ? authors.EnumerateArray() : default).Append(single).Select(a => Text(a, "name"))
            .FirstOrDefault(n => !string.IsNullOrWhiteSpace(n));
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

    private static string? Mended(JsonElement item, string name, ProblemList problems) =>
        Text(item, name) is { } text ? DoubleEncoding.Mended(text, problems) : null;

    private static string? Text(JsonElement item, string name) => Text(Property(item, name));

    /// <summary>A string, or a number as written (ids often are numbers); null for anything else, including a string with an unpaired surrogate.</summary>
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
