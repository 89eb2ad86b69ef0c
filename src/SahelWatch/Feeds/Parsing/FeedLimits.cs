namespace SahelWatch.Feeds.Parsing;

/// <summary>What a feed may ask of the parser; far above what the press serves, far below what would hurt.</summary>
internal static class FeedLimits
{
    /// <summary>News sitemaps stop at 1,000 addresses, feeds rarely pass 300.</summary>
    public const int Entries = 2_000;

    /// <summary>Characters of one title, summary or text: a book chapter. Longer ones are cut and said so.</summary>
    public const int Text = 200_000;

    /// <summary>Characters of a title; what is longer is a text in the wrong element.</summary>
    public const int Title = 1_000;

    /// <summary>Nested elements; deeper ones keep their text and lose their nesting.</summary>
    public const int Depth = 100;

    public const int Attributes = 64;

    public const int Categories = 50;

    public const int Problems = 20;

    /// <summary>Characters of HTML searched for a link to the feed: the head of a page and then some.</summary>
    public const int HtmlSearched = 256 * 1024;

    public const int FeedLinks = 20;
}
