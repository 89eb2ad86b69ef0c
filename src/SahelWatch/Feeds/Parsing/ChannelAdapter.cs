using System.Globalization;

namespace SahelWatch.Feeds.Parsing;

/// <summary>What a feed says about itself: everything around its entries.</summary>
internal static class ChannelAdapter
{
    public static ParsedFeed Read(FeedTree tree, ProblemList problems)
    {
        var root = tree.Root;
        var channel = root?.Child("channel") ?? root;
        if (root is null || channel is null)
            return new ParsedFeed { Format = "none", Problems = problems.All };
        return new ParsedFeed
        {
            Format = Format(root, tree),
            Title = First(channel, "title", "atom:title", "dc:title") is { } title ? FeedText.Line(title, problems) : "",
            Link = Link(channel),
            Language = Language(channel, new RepeatedText()),
            Entries = tree.Entries,
            Problems = problems.All,
            Rhythm = Rhythm(channel),
        };
    }

    private static string Format(FeedNode root, FeedTree tree) => root.Name switch
    {
        "rss" or "channel" or "rdf" => root["version"]?.Trim() is { } version && version.StartsWith("0.9", StringComparison.Ordinal) ? "rss0.9x" : "rss2.0",
        "rdf:rdf" => tree.Space is FeedNames.Rss09 or "http://channel.netscape.com/rdf/simple/0.9/" ? "rss0.9x" : "rss1.0",
        "atom:feed" or "feed" or "atom:entry" => IsAtom03(root, tree) ? "atom0.3" : "atom1.0",
        "urlset" or "sitemapindex" => "sitemap",
        "html" or "xhtml:html" => "html",
        _ when tree.Entries.Count > 0 => "rss2.0",
        _ => "none",
    };

    private static bool IsAtom03(FeedNode root, FeedTree tree) =>
        root["version"]?.Trim() is "0.1" or "0.2" or "0.3" || (root.Name.StartsWith("atom:", StringComparison.Ordinal) && !tree.Space.Contains("2005", StringComparison.Ordinal));

    public static Uri? Link(FeedNode? channel)
    {
        if (channel is null)
            return null;
        Uri? other = null;
        foreach (var child in channel.Children)
        {
            if (child.Name is not ("link" or "atom:link") || !FeedLinks.IsAlternate(child) || FeedLinks.Resolve(child["href"] ?? child.Text.ToString(), child.Base) is not { } link)
                continue;
            if (FeedLinks.IsPage(child))
                return link;
            other ??= link;
        }

        return other;
    }

    public static string? Language(FeedNode? channel, RepeatedText repeated) =>
        channel is null ? null
        : First(channel, "language", "dc:language") is { } language ? repeated.Of(language.Text.Trim())
        : channel.Language;

    private static FeedNode? First(FeedNode channel, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in channel.Children)
            {
                if (child.Name == name && !child.Text.IsWhiteSpace())
                    return child;
            }
        }

        return null;
    }

    private static FeedRhythm Rhythm(FeedNode channel)
    {
        var hours = channel.Child("skiphours")?.Children.Select(c => Number(c.Text)).OfType<int>().Where(h => h is >= 0 and <= 24).Select(h => h % 24);
        var days = channel.Child("skipdays")?.Children.Select(c => Day(c.Text)).OfType<DayOfWeek>();
        TimeSpan? ttl = Number(Text(channel, "ttl")) is > 0 and <= Year and var minutes ? TimeSpan.FromMinutes(minutes) : null;
        var interval = UpdateInterval(channel);
        return ttl is null && interval is null && hours is null && days is null
            ? FeedRhythm.None
            : new FeedRhythm(ttl, [.. (hours ?? []).Distinct()], [.. (days ?? []).Distinct()], interval);
    }

    private const int Year = 366 * 24 * 60; // minutes; a longer ttl is a mistake

    /// <summary>RSS 1.0 syndication module: the period, divided by how often in a period (once by default).</summary>
    private static TimeSpan? UpdateInterval(FeedNode channel)
    {
        TimeSpan? period = Text(channel, "sy:updateperiod").Trim().ToString().ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => null,
        };
        return period / (Number(Text(channel, "sy:updatefrequency")) is > 0 and var frequency ? frequency : 1);
    }

    private static ReadOnlySpan<char> Text(FeedNode channel, string name) => channel.Child(name) is { } child ? child.Text : [];

    private static int? Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DayOfWeek? Day(ReadOnlySpan<char> text) => Enum.TryParse<DayOfWeek>(text.Trim(), ignoreCase: true, out var day) && Enum.IsDefined(day) ? day : null;
}
