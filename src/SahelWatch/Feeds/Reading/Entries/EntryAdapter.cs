using System.Xml.Linq;
using SahelWatch.Feeds.Dates;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Reading.Entries;

/// <summary>
/// Turns an entry into a <see cref="FeedEntry"/> from what FeedReader read, and from the element whatever FeedReader does not support. One adapter for all
/// dialects: real feeds mix their elements freely, and canonical names distinguish them.
/// </summary>
/// <param name="feed">What entries inherit.</param>
internal sealed class EntryAdapter(Inherited feed, ProblemList problems)
{
    private const int TitleFromSummary = 120; // characters: a headline's length

    private const int DateShown = 40; // characters of a date in a problem

    private static readonly XName[] Titles = FeedNames.Of("title", "atom:title", "dc:title", "news:title", "media:title", "itunes:title");
    private static readonly XName[] CategoryNames = FeedNames.Of("category", "dc:subject", "atom:category", "news:keywords");
    private static readonly XName Keywords = FeedNames.Of("news:keywords");
    private static readonly XName Publication = FeedNames.Of("news:publication");
    private static readonly XName[] Languages = FeedNames.Of("dc:language", "language");
    private static readonly XName PublicationLanguage = FeedNames.Of("news:language");
    private static readonly XName[] Updates = FeedNames.Of("atom:updated", "updated", "atom:modified", "modified", "dcterms:modified", "lastmod", "dc:date");
    private static readonly XName[] Publications = FeedNames.Of(
        "pubDate", "atom:published", "published", "atom:issued", "issued", "dcterms:issued", "news:publication_date",
        "dc:date", "dcterms:created", "atom:created", "created", "date");

    public FeedEntry Read(XElement entry, FeedReaderItem item)
    {
        var parts = new EntryParts(entry);
        var (summary, content) = EntryTexts.Of(entry, parts, problems);
        var updated = Date(item.Updated, parts, Updates);
        return new FeedEntry
        {
            Id = EntryIdentity.Id(entry, parts, item),
            Url = EntryIdentity.Url(entry, parts, feed.Url, feed.Site, problems),
            Title = Title(parts, summary, content),
            Summary = summary,
            Content = content,
            Published = Date(item.Published, parts, Publications) ?? updated,
            Updated = updated,
            Author = Authors.Of(entry) ?? feed.Author,
            Language = Language(parts) ?? entry.Language() ?? feed.Language,
            Categories = Categories(parts),
        };
    }

    private string Title(EntryParts parts, string summary, string content)
    {
        foreach (var part in parts.Named(Titles))
        {
            if (FeedText.Line(part, problems) is { Length: > 0 } title)
                return title;
        }

        return HtmlText.Start(summary.Length > 0 ? summary : content, TitleFromSummary);
    }

    private DateTimeOffset? Date(string? read, EntryParts parts, XName[] names)
    {
        if (Date(read) is { } date)
            return date;
        var tries = 0;
        foreach (var part in parts.Named(names))
        {
            if (tries++ == FeedLimits.Tries)
                break;
            if (part.Value != read && Date(part.Value) is { } other)
                return other;
        }

        return null;
    }

    private DateTimeOffset? Date(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var date = FeedDates.Parse(text);
        if (date is null)
            problems.Add($"A date could not be read: {HtmlText.Start(text, DateShown)}");
        return date;
    }

    private static string? Language(EntryParts parts)
    {
        foreach (var part in parts.All)
        {
            var named = part.Name == Publication ? part.Element(PublicationLanguage) : Array.IndexOf(Languages, part.Name) >= 0 ? part : null;
            if (named?.Value.Trim() is { Length: > 0 } language)
                return language;
        }

        return null;
    }

    private string[] Categories(EntryParts parts) =>
        [.. parts.All.Where(part => CategoryNames.Contains(part.Name)).SelectMany(Category).Where(c => c.Length > 0).Distinct().Take(FeedLimits.Categories)];

    private string[] Category(XElement part)
    {
        var category = (part.Value("label") ?? part.Value("term"))?.Trim() is { Length: > 0 } named
            ? FeedText.WithoutReferences(named, problems)
            : FeedText.Line(part, problems);
        return part.Name == Keywords ? category.Split(',', StringSplitOptions.TrimEntries) : [category];
    }
}

/// <summary>What entries inherit from their feed.</summary>
/// <param name="Url">The feed's address, if known.</param>
/// <param name="Site">The feed's website, if <paramref name="Url"/> is unknown.</param>
/// <param name="Author">For Atom entries without an author (RFC 4287 section 4.2.1).</param>
internal sealed record Inherited(Uri? Url, Uri? Site, string? Author, string? Language);
