using SahelWatch.Domain;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// Turns the element of one entry into a <see cref="FeedEntry"/>. One adapter for RSS, Atom and sitemaps: real feeds mix their elements freely,
/// and canonical names keep them apart where they differ. Its address and identifier are <see cref="EntryIdentity"/>'s.
/// </summary>
internal sealed class EntryAdapter(ProblemList problems)
{
    public const int TitleFromSummary = 120; // characters: a headline's length

    private const int DateShown = 40; // characters of a date in a problem

    private readonly EntryParts _parts = new();
    private readonly RepeatedText _repeated = new();
    private readonly List<string> _categories = [];

    /// <param name="around">The element around the entries, for what an entry inherits; null where there is none.</param>
    /// <returns>Null for an entry of which nothing is left to know it by.</returns>
    public FeedEntry? Read(FeedNode entry, FeedNode? around)
    {
        var cut = _parts.Fill(entry);
        var id = EntryIdentity.Id(entry, _parts);
        var url = EntryIdentity.Url(entry, _parts, around, problems);
        if (cut && url is null && id.Length == 0)
        {
            problems.Add("The last entry was cut off before its address and was left out.");
            return null;
        }

        var (summary, content) = Texts(entry);
        var updated = Date("atom:updated", "updated", "atom:modified", "modified", "dcterms:modified", "lastmod", "dc:date");
        return new FeedEntry
        {
            Id = id,
            Url = url,
            Title = Title(summary, content),
            Summary = summary,
            Content = content,
            Published = Date("pubdate", "atom:published", "published", "atom:issued", "issued", "dcterms:issued", "news:publication_date",
                "dc:date", "dcterms:created", "atom:created", "created", "date") ?? updated,
            Updated = updated,
            Author = Authors.Of(entry, around, _repeated),
            Language = Language(entry, around),
            Categories = Categories(),
        };
    }

    private string Title(string summary, string content)
    {
        foreach (var name in (ReadOnlySpan<string>)["title", "atom:title", "dc:title", "news:title", "media:title", "itunes:title"])
        {
            foreach (var part in _parts.Named(name))
            {
                if (FeedText.Line(part, problems) is { Length: > 0 } title)
                    return title;
            }
        }

        return HtmlText.Start(summary.Length > 0 ? summary : content, TitleFromSummary);
    }

    /// <summary>Description and summary in the order of the document: the first is the summary, a second one the text where there is no other.</summary>
    private (string Summary, string Content) Texts(FeedNode entry)
    {
        string summary = "", second = "", content = "";
        // Not the parts: a text that was cut off is worth having.
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

        return (summary.Length > 0 ? summary : Lesser(), content.Length > 0 ? content : second);
    }

    private string Lesser()
    {
        foreach (var name in (ReadOnlySpan<string>)["dc:description", "dcterms:abstract", "itunes:summary", "media:description", "abstract"])
        {
            foreach (var part in _parts.Named(name))
            {
                if (FeedText.Of(part, problems) is { Length: > 0 } text)
                    return text;
            }
        }

        return "";
    }

    private DateTimeOffset? Date(params ReadOnlySpan<string> names)
    {
        var tries = 0;
        foreach (var name in names)
        {
            foreach (var part in _parts.Named(name))
            {
                if (tries++ >= FeedLimits.Tries)
                    continue;
                var text = part.Text;
                if (FeedDates.Parse(text) is { } date)
                    return date;
                if (!text.IsWhiteSpace())
                    problems.Add($"A date could not be read: {HtmlText.Start(text, DateShown)}");
            }
        }

        return null;
    }

    private string? Language(FeedNode entry, FeedNode? around)
    {
        foreach (var part in _parts.All)
        {
            var named = part.Name is "news:publication" ? part.Child("news:language") : part.Name is "dc:language" or "language" ? part : null;
            if (named is not null && named.Text.Trim() is { Length: > 0 } language)
                return _repeated.Of(language);
        }

        return entry.Language ?? ChannelAdapter.Language(around, _repeated);
    }

    private string[] Categories()
    {
        _categories.Clear();
        foreach (var part in _parts.All)
        {
            if (part.Name is not ("category" or "dc:subject" or "atom:category" or "news:keywords"))
                continue;
            if (_categories.Count == FeedLimits.Categories)
                break;
            var category = (part["label"] ?? part["term"])?.Trim() is { Length: > 0 } named ? named : FeedText.Line(part, problems, _repeated);
            foreach (var one in part.Name == "news:keywords" ? category.Split(',', StringSplitOptions.TrimEntries) : [category])
            {
                if (one.Length > 0 && _categories.Count < FeedLimits.Categories && !_categories.Contains(one))
                    _categories.Add(one);
            }
        }

        return _categories.Count == 0 ? [] : [.. _categories];
    }
}
