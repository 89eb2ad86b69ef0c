namespace SahelWatch.Polling;

/// <summary>What one poll of one feed came to. Closed: the nested records are all there are.</summary>
public abstract record FeedOutcome
{
    private FeedOutcome() { }

    /// <summary>A feed was read.</summary>
    /// <param name="Format">As the parser names it: rss2.0, atom1.0…</param>
    /// <param name="Shown">Entries in the document, seen before or not.</param>
    public sealed record Fetched(string Format, int Shown, int New, int Updated) : FeedOutcome
    {
        /// <summary>As the feed calls itself; may be empty.</summary>
        public string Title { get; init; } = "";

        public Uri? Site { get; init; }

        /// <summary>BCP 47 as the feed says; may be wrong.</summary>
        public string? Language { get; init; }
    }

    /// <summary>304, or the same body as last time.</summary>
    public sealed record NotModified : FeedOutcome;

    /// <param name="Detail">For people, without the reason's name: "503 Service Unavailable", "no such host".</param>
    /// <param name="RetryAfter">What the server asked for, 48 h at most.</param>
    /// <param name="FeedLinks">Feeds that the HTML served instead of one points to: proposals for a new address.</param>
    public sealed record Failed(FailureReason Reason, string Detail, TimeSpan? RetryAfter, IReadOnlyList<Uri> FeedLinks) : FeedOutcome;

    /// <summary>Not asked for, because its host asked for rest (429).</summary>
    public sealed record PutOff(DateTimeOffset Until) : FeedOutcome;
}

/// <summary>Why a poll failed; what to do about it follows from the name.</summary>
public enum FailureReason
{
    /// <summary>DNS knows no such host.</summary>
    NoSuchHost,

    /// <summary>DNS did not answer.</summary>
    DnsFailed,
    Unreachable,
    Tls,
    Timeout,

    /// <summary>Alive, but below the minimum rate.</summary>
    TooSlow,
    ConnectionLost,

    /// <summary>The host failed so often in this poll that it is left alone for a while.</summary>
    HostDown,

    /// <summary>The answer is not HTTP, or not the HTTP that was asked for.</summary>
    BadHttp,
    HeadersTooLarge,
    BodyTooLarge,
    BadCompression,
    PrivateAddress,
    RedirectLoop,
    TooManyRedirects,

    /// <summary>From https to http.</summary>
    RedirectDowngrade,

    /// <summary>Without an address, or to one that is not http.</summary>
    RedirectInvalid,
    NotFound,
    Gone,
    Forbidden,
    BotWall,
    RateLimited,
    ClientError,
    ServerError,

    /// <summary>200 with nothing in it.</summary>
    Empty,

    /// <summary>A page for people stands where the feed stood.</summary>
    Html,

    /// <summary>Neither a feed nor a page.</summary>
    NotAFeed,

    /// <summary>A bug of ours: the log has the exception.</summary>
    Unexpected,
}
