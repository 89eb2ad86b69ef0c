namespace SahelWatch.Feeds;

/// <summary>Limits on what the parser accepts: far above what news sites publish, far below what would exhaust memory or time.</summary>
internal static class FeedLimits
{
    /// <summary>News sitemaps are limited to 1,000 addresses; feeds rarely exceed 300.</summary>
    public const int Entries = 2_000;

    /// <summary>Characters of one summary or text: a book chapter. Longer ones are truncated and reported.</summary>
    public const int Text = 200_000;

    /// <summary>Characters of a text including its markup: ten times the text that is kept.</summary>
    public const int Markup = 10 * Text;

    /// <summary>Characters of a title; anything longer is body text in the wrong element.</summary>
    public const int Title = 1_000;

    /// <summary>Levels of nesting; deeper elements are flattened and keep their text, because FeedReader recurses.</summary>
    public const int Depth = 100;

    /// <summary>Elements of a document: the full texts of some 500 entries in XHTML.</summary>
    public const int Elements = 250_000;

    /// <summary>Elements and runs of text of one entry: a book chapter in XHTML.</summary>
    public const int EntryNodes = 50_000;

    /// <summary>Elements and runs of text outside the entries.</summary>
    public const int ChannelNodes = 5_000;

    /// <summary>Characters of an element's name; longer ones are not in any vocabulary and are truncated.</summary>
    public const int Name = 200;

    /// <summary>Distinct element names or prefixes that are cached; feeds have about fifty.</summary>
    public const int Names = 128;

    /// <summary>Elements of an entry that are tried for one date or address.</summary>
    public const int Tries = 20;

    public const int Attributes = 64;

    public const int Categories = 50;

    public const int Problems = 20;

    /// <summary>Characters of HTML searched for links to feeds, which are in the head of the page.</summary>
    public const int HtmlSearched = 256 * 1024;

    public const int FeedLinks = 20;
}
