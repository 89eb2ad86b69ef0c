using System.Text.Json;

namespace SahelWatch.Feeds.Reading;

/// <summary>
/// JSON Feed 1.0 and 1.1 (jsonfeed.org), turned into the Atom elements that mean the same. Read as a stream, so that a document that is cut off still yields
/// the items before the cut.
/// </summary>
internal static class JsonFeed
{
    private static readonly JsonReaderOptions Options = new()
    { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = FeedLimits.Depth };

    /// <param name="json">UTF-8.</param>
    public static ParsedFeed Read(ReadOnlySpan<byte> json, Uri? url, ProblemList problems)
    {
        var about = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var document = new FeedDocumentBuilder(problems);
        document.Open(FeedNames.Atom.NamespaceName, "feed", []);
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                // Our names need no escapes, and an escape of half a character makes a name unreadable.
                var name = reader.ValueIsEscaped ? "" : reader.GetString();
                reader.Read();
                if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
                    Items(ref reader, document, problems);
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

        Write(about.GetValueOrDefault, document);
        var feed = FeedAdapter.Read(document.Build(), url, problems);
        var version = Text(about.GetValueOrDefault("version")) ?? "";
        if (version.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) || feed.Entries.Count > 0)
            return feed with { Format = version.EndsWith("/1.1", StringComparison.Ordinal) ? "json1.1" : "json1.0" };
        problems.Add("The body is JSON, but not a JSON Feed.");
        return feed with { Format = "none" };
    }

    private static void Items(ref Utf8JsonReader reader, FeedDocumentBuilder document, ProblemList problems)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject || ++count > FeedLimits.Entries)
            {
                if (count > FeedLimits.Entries)
                    problems.Add(FeedDocumentBuilder.TooManyEntries);
                reader.Skip();
                continue;
            }

            var item = JsonElement.ParseValue(ref reader);
            document.Open(FeedNames.Atom.NamespaceName, "entry", []);
            Write(name => Property(item, name), document);
            document.Close();
        }
    }

    /// <summary>Writes the properties of an item, or those of the feed.</summary>
    private static void Write(Func<string, JsonElement> property, FeedDocumentBuilder document)
    {
        Element("id", Text(property("id")));
        Element("title", Text(property("title")));
        foreach (var address in new[] { "url", "external_url", "home_page_url" })
            Element("link", "", "href", Text(property(address)));
        // Plain text by the specification, unless it contains a closing tag.
        var summary = Text(property("summary"));
        Element("summary", summary, "type", summary?.Contains("</", StringComparison.Ordinal) == true ? "html" : "text");
        var html = Text(property("content_html"));
        Element("content", html ?? Text(property("content_text")), "type", html is null ? "text" : "html");
        Element("published", Text(property("date_published")));
        Element("updated", Text(property("date_modified")));
        foreach (var author in Elements(property("authors")).Append(property("author")))
            Element("author", Text(Property(author, "name")));
        foreach (var tag in Elements(property("tags")).Take(FeedLimits.Categories))
            Element("category", "", "term", Text(tag));
        Element("language", Text(property("language")));

        void Element(string name, string? text, string attribute = "type", string? value = "text")
        {
            if (text is null || value is null)
                return;
            document.Open(name == "language" ? "" : FeedNames.Atom.NamespaceName, name, [new(attribute, value)]);
            document.Text(text);
            document.Close();
        }
    }

    /// <summary>None if the name, or one before it, is unreadable.</summary>
    private static JsonElement Property(JsonElement item, string name)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

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
