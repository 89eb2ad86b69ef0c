using System.Xml.Linq;
using CodeHollow.FeedReader.Feeds;
using SahelWatch.Feeds.Addresses;
using SahelWatch.Feeds.Reading.Entries;

namespace SahelWatch.Feeds.Reading;

/// <summary>Turns a document into a <see cref="ParsedFeed"/>: FeedReader's classes read the dialect, the adapters what FeedReader does not support.</summary>
internal static class FeedAdapter
{
    private static readonly XName[] Titles = FeedNames.Of("title", "atom:title", "dc:title");
    private static readonly XName[] Links = FeedNames.Of("link", "atom:link");
    private static readonly XName[] Languages = FeedNames.Of("language", "dc:language");

    public static ParsedFeed Read(FeedDocument document, Uri? url, ProblemList problems)
    {
        if (document is not { Root: { } root, Channel: { } channel })
            return new ParsedFeed { Format = "none", Problems = problems.All };
        var format = FeedFormat.Of(root, document);
        var feed = format == FeedFormat.Sitemap ? null : Read(root, channel);
        var link = Link(channel, url);
        var language = Language(channel);
        var inherited = new Inherited(url, url is null ? link : null, root.Name == FeedNames.Of("atom:feed") ? Authors.Of(root) : null, language);
        return new ParsedFeed
        {
            Format = format,
            Title = Named(channel, Titles) is { } title ? FeedText.Line(title, problems) : "",
            Link = link,
            Language = language,
            Entries = Entries(document, feed, new EntryAdapter(inherited, problems), problems),
            Problems = problems.All,
            Rhythm = FeedRhythm.Of(feed),
        };
    }

    private static BaseFeed Read(XElement root, XElement channel) => root.Name.LocalName switch
    {
        "feed" => new AtomFeed("", root),
        "RDF" => new Rss10Feed("", channel),
        _ => new Rss20Feed("", channel),
    };

    private static List<FeedEntry> Entries(FeedDocument document, BaseFeed? feed, EntryAdapter adapter, ProblemList problems)
    {
        var entries = feed is null
            ? document.Entries.Select(entry => adapter.Read(entry, FeedReaderItem.None)).ToList()
            : feed.Items.Select(item => adapter.Read(item.Element, FeedReaderItem.From(item))).ToList();
        if (document.IsCut && entries.Count > 0 && entries[^1] is { Url: null, Id: "" })
        {
            problems.Add("The last entry was cut off before its address and was left out.");
            entries.RemoveAt(entries.Count - 1);
        }

        return entries;
    }

    private static Uri? Link(XElement channel, Uri? url)
    {
        Uri? other = null;
        foreach (var element in channel.Elements().Where(e => Array.IndexOf(Links, e.Name) >= 0 && e.IsAlternate()))
        {
            if (FeedLinks.Resolve(element.Value("href") ?? element.Value, element.Base(url)) is not { } link)
                continue;
            if (element.IsPage())
                return link;
            other ??= link;
        }

        return other;
    }

    private static string? Language(XElement channel) => Named(channel, Languages)?.Value.Trim() ?? channel.Language();

    private static XElement? Named(XElement channel, XName[] names) =>
        names.SelectMany(name => channel.Elements(name)).FirstOrDefault(element => !string.IsNullOrWhiteSpace(element.Value));
}
