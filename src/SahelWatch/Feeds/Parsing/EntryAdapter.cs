using SahelWatch.Articles;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// Turns the element of one entry into a <see cref="FeedEntry"/>. One adapter for RSS, Atom and sitemaps: real feeds mix their elements freely,
/// and canonical names keep them apart where they differ.
/// </summary>
internal static class EntryAdapter
{
    public const int TitleFromSummary = 120; // characters: a headline's length

    /// <param name="around">The element around the entries, for what an entry inherits; null where there is none.</param>
    /// <returns>Null for an entry of which nothing is left to know it by.</returns>
    public static FeedEntry? Read(FeedNode entry, FeedNode? around, ProblemList problems)
    {
        var (summary, content) = Texts(entry, problems);
        var updated = Dates(entry, problems, "atom:updated", "updated", "atom:modified", "modified", "dcterms:modified", "lastmod", "dc:date");
        var read = new FeedEntry
        {
            Id = Id(entry),
            Url = Url(entry, around, problems),
            Title = Title(entry, problems, summary, content),
            Summary = summary,
            Content = content,
            Published = Dates(entry, problems, "pubdate", "atom:published", "published", "atom:issued", "issued", "dcterms:issued", "news:publication_date",
                "dc:date", "dcterms:created", "atom:created", "created", "date") ?? updated,
            Updated = updated,
            Author = Authors.Of(entry),
            Language = Language(entry, around),
            Categories = Categories(entry, problems),
        };
        if (read.Url is not null || read.Id.Length > 0 || !IsCut(entry))
            return read;
        problems.Add("The last entry was cut off before its address and was left out.");
        return null;
    }

    private static bool IsCut(FeedNode entry) => entry.Cut || entry.Children.Any(IsCut);

    /// <summary>The children of that name, those within news:news and media:group included; what was cut off is not trusted.</summary>
    private static IEnumerable<FeedNode> Whole(FeedNode entry, string name)
    {
        foreach (var child in entry.Children)
        {
            if (child.Name == name && !child.Cut)
                yield return child;
            if (child.Name is "news:news" or "media:group" && child.Child(name) is { Cut: false } inner)
                yield return inner;
        }
    }

    private static string Id(FeedNode entry)
    {
        foreach (var name in (ReadOnlySpan<string>)["guid", "atom:id", "id", "dc:identifier", "loc"])
        {
            foreach (var node in Whole(entry, name))
            {
                if (node.Text.Trim() is { Length: > 0 } id)
                    return id;
            }
        }

        return entry["about"]?.Trim() ?? "";
    }

    /// <summary>The article's own address where a proxy stands before it, else the link, else the identifier where that is an address.</summary>
    private static Uri? Url(FeedNode entry, FeedNode? around, ProblemList problems)
    {
        var relative = false;
        foreach (var node in UrlCandidates(entry))
        {
            var text = node["href"] ?? node.Text;
            var relativeTo = node.Base ?? ChannelAdapter.Link(around);
            if (FeedLinks.Resolve(text, relativeTo) is { } url)
                return url;
            relative |= relativeTo is null && text.TrimStart().StartsWith('/');
        }

        if (relative)
            problems.Add("Addresses are relative and the feed does not say to what.");
        return FeedLinks.Resolve(entry["about"] ?? "", entry.Base);
    }

    private static IEnumerable<FeedNode> UrlCandidates(FeedNode entry)
    {
        foreach (var name in (string[])["feedburner:origlink", "pheedo:origlink", "link", "atom:link", "loc", "guid", "atom:id", "id"])
        {
            foreach (var node in Whole(entry, name))
            {
                if (IsPermanent(node))
                    yield return node;
            }
        }
    }

    /// <summary>A link that leads to the article itself (rel alternate or none), a guid that is an address (isPermaLink not false).</summary>
    private static bool IsPermanent(FeedNode node) => node.Name switch
    {
        "guid" => !string.Equals(node["ispermalink"]?.Trim(), "false", StringComparison.OrdinalIgnoreCase) || IsAddress(node.Text),
        "atom:id" or "id" => IsAddress(node.Text),
        "link" or "atom:link" => node["rel"]?.Trim().ToLowerInvariant() is null or "" or "alternate" or "http://www.iana.org/assignments/relation/alternate",
        _ => true,
    };

    private static bool IsAddress(string text) => text.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase);

    private static string Title(FeedNode entry, ProblemList problems, string summary, string content)
    {
        foreach (var name in (ReadOnlySpan<string>)["title", "atom:title", "dc:title", "news:title", "media:title"])
        {
            foreach (var node in Whole(entry, name))
            {
                if (FeedText.Line(node, problems) is { Length: > 0 } title)
                    return title;
            }
        }

        return HtmlText.Start(summary.Length > 0 ? summary : content, TitleFromSummary);
    }

    /// <summary>Description and summary in the order of the document: the first is the summary, a second one the text where there is no other.</summary>
    private static (string Summary, string Content) Texts(FeedNode entry, ProblemList problems)
    {
        string summary = "", second = "", content = "";
        foreach (var child in entry.Children)
        {
            switch (child.Name)
            {
                case "description" or "summary" or "atom:summary":
                    if (summary.Length == 0)
                        summary = FeedText.Of(child, problems);
                    else if (second.Length == 0)
                        second = FeedText.Of(child, problems);
                    break;
                case "content:encoded" or "atom:content" or "content" or "fullitem" or "body" or "xhtml:body" or "xhtml:div":
                    if (FeedText.Of(child, problems) is var text && text.Length > content.Length)
                        content = text;
                    break;
            }
        }

        return (summary.Length > 0 ? summary : Lesser(entry, problems), content.Length > 0 ? content : second);
    }

    private static string Lesser(FeedNode entry, ProblemList problems)
    {
        foreach (var name in (ReadOnlySpan<string>)["dc:description", "dcterms:abstract", "itunes:summary", "media:description", "abstract"])
        {
            foreach (var node in Whole(entry, name))
            {
                if (FeedText.Of(node, problems) is { Length: > 0 } text)
                    return text;
            }
        }

        return "";
    }

    private static DateTimeOffset? Dates(FeedNode entry, ProblemList problems, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var node in Whole(entry, name))
            {
                var text = node.Text;
                if (FeedDates.Parse(text) is { } date)
                    return date;
                if (!string.IsNullOrWhiteSpace(text))
                    problems.Add($"A date could not be read: {HtmlText.Start(text, 40)}");
            }
        }

        return null;
    }

    private static string? Language(FeedNode entry, FeedNode? around)
    {
        foreach (var name in (ReadOnlySpan<string>)["dc:language", "language"])
        {
            foreach (var node in Whole(entry, name))
            {
                if (node.Text.Trim() is { Length: > 0 } language)
                    return language;
            }
        }

        if (entry.Child("news:news")?.Child("news:publication")?.Child("news:language")?.Text.Trim() is { Length: > 0 } press)
            return press;
        return entry.Language ?? ChannelAdapter.Language(around);
    }

    private static List<string> Categories(FeedNode entry, ProblemList problems)
    {
        var categories = new List<string>();
        foreach (var child in entry.Children)
        {
            if (child.Name is not ("category" or "dc:subject" or "atom:category"))
                continue;
            var category = (child["label"] ?? child["term"])?.Trim() is { Length: > 0 } named ? named : FeedText.Line(child, problems);
            if (category.Length > 0 && categories.Count < FeedLimits.Categories && !categories.Contains(category))
                categories.Add(category);
        }

        return categories;
    }
}
