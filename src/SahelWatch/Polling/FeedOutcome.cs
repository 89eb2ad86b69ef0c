namespace SahelWatch.Polling;

/// <summary>The outcome of one poll of one feed. Closed: only the nested records exist.</summary>
public abstract record FeedOutcome
{
    private FeedOutcome() { }

    /// <param name="Format">The parser's name for it: rss2.0, atom1.0…</param>
    /// <param name="Shown">Entries in the document, seen before or not.</param>
    public sealed record Fetched(string Format, int Shown, int New, int Updated) : FeedOutcome
    {
        /// <summary>The feed's own title; may be empty.</summary>
        public string Title { get; init; } = "";

        public Uri? Site { get; init; }

        /// <summary>The BCP 47 tag that the feed declares; may be wrong.</summary>
        public string? Language { get; init; }
    }

    /// <summary>304, or the same body as last time.</summary>
    public sealed record NotModified : FeedOutcome;

    /// <param name="Detail">For display after the reason: "503 Service Unavailable", "no such host".</param>
    /// <param name="RetryAfter">As the server asked, 48 h at most.</param>
    /// <param name="FeedLinks">Feeds that an HTML page served instead of the feed links to: candidates for the new address.</param>
    public sealed record Failed(FailureReason Reason, string Detail, TimeSpan? RetryAfter, IReadOnlyList<Uri> FeedLinks) : FeedOutcome;

    /// <summary>Not polled, because the server asked to wait (Retry-After, 429).</summary>
    public sealed record PutOff(DateTimeOffset Until) : FeedOutcome;
}

/// <summary>Why a poll failed; the name implies what to do about it.</summary>
public enum FailureReason
{
    NoSuchHost,

    /// <summary>DNS did not answer.</summary>
    DnsFailed,
    Unreachable,
    Tls,
    Timeout,

    /// <summary>Below the minimum transfer rate.</summary>
    TooSlow,
    ConnectionLost,

    /// <summary>Not requested: the host's circuit breaker is open after repeated failures.</summary>
    HostDown,

    /// <summary>The response is not HTTP, or violates the protocol.</summary>
    BadHttp,
    HeadersTooLarge,
    BodyTooLarge,
    BadCompression,
    PrivateAddress,
    RedirectLoop,
    TooManyRedirects,

    /// <summary>From https to http.</summary>
    RedirectDowngrade,

    /// <summary>A redirect without an address, or to one that is not http or https.</summary>
    RedirectInvalid,
    NotFound,
    Gone,
    Forbidden,
    BotWall,
    RateLimited,
    ClientError,
    ServerError,

    /// <summary>A successful response without a body.</summary>
    Empty,

    /// <summary>A web page instead of a feed.</summary>
    Html,

    /// <summary>Neither a feed nor a web page.</summary>
    NotAFeed,

    /// <summary>A bug in SahelWatch: the log has the exception.</summary>
    Unexpected,
}
