namespace SahelWatch.Feeds;

/// <summary>What a feed may ask of the parser; far above what the press serves, far below what would hurt.</summary>
internal static class FeedLimits
{
    /// <summary>News sitemaps stop at 1,000 addresses, feeds rarely pass 300.</summary>
    public const int Entries = 2_000;

    /// <summary>Characters of one title, summary or text: a book chapter. Longer ones are cut and said so.</summary>
    public const int Text = 200_000;

    /// <summary>Characters of a text in elements together with them: ten times what is kept of it.</summary>
    public const int Markup = 10 * Text;

    /// <summary>Characters of a title; what is longer is a text in the wrong element.</summary>
    public const int Title = 1_000;

    /// <summary>Nested elements; deeper ones keep their text and lose their nesting. FeedReader recurses.</summary>
    public const int Depth = 100;

    /// <summary>Elements of a document: full texts in XHTML of some 500 entries.</summary>
    public const int Elements = 250_000;

    /// <summary>Elements and runs of text of one entry: a book chapter in XHTML.</summary>
    public const int EntryNodes = 50_000;

    /// <summary>Elements and runs of text around the entries.</summary>
    public const int ChannelNodes = 5_000;

    /// <summary>Characters of an element's name; longer ones mean nothing and are cut.</summary>
    public const int Name = 200;

    /// <summary>Different elements or prefixes that are remembered by name; feeds have some fifty.</summary>
    public const int Names = 128;

    /// <summary>Parts of an entry that are tried, one after the other, for one date or address.</summary>
    public const int Tries = 20;

    public const int Attributes = 64;

    public const int Categories = 50;

    public const int Problems = 20;

    /// <summary>Characters of HTML searched for a link to the feed: the head of a page and then some.</summary>
    public const int HtmlSearched = 256 * 1024;

    public const int FeedLinks = 20;
}
