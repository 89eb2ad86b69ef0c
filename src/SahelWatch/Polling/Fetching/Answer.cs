using SahelWatch.Polling.Fetching.Bodies;

namespace SahelWatch.Polling.Fetching;

/// <summary>The result of one request. Closed: only the nested records exist.</summary>
internal abstract record Answer
{
    private Answer() { }

    /// <summary>The server's time, if it says so.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>A body, possibly incomplete: <see cref="Fault"/> then says why. Even an incomplete body is worth parsing.</summary>
    public sealed record Content(Body Body, FailureReason? Fault, string? ContentType, Validators Validators, TimeSpan? Fresh) : Answer, IDisposable
    {
        public void Dispose() => Body.Dispose();
    }

    public sealed record Unchanged(TimeSpan? Fresh) : Answer;

    /// <param name="Location">As received, possibly relative; null if the header is missing.</param>
    /// <param name="Cookies">The Set-Cookie headers.</param>
    public sealed record Redirect(bool Permanent, string? Location, IReadOnlyList<string> Cookies) : Answer;

    /// <param name="Transient">Worth retrying within seconds.</param>
    /// <param name="HostWide">Applies to the whole host: a 429, with or without a bot wall.</param>
    public sealed record Refused(FailureReason Reason, string Detail, TimeSpan? RetryAfter = null, bool Transient = false, bool HostWide = false) : Answer;

    /// <summary>Not sent, because the host asked to wait.</summary>
    public sealed record Held(DateTimeOffset Until) : Answer;
}

/// <summary>The result of a fetch, after redirects.</summary>
/// <param name="Url">The address that answered.</param>
/// <param name="MovedTo">The target of the permanent redirects that the fetch started with; null if the first was not permanent.</param>
internal sealed record FetchAnswer(Answer Answer, Uri Url, Uri? MovedTo);

/// <summary>The validators of the last response, to be sent back byte for byte (RFC 9110 section 13.1: they are opaque).</summary>
internal readonly record struct Validators(string? ETag, string? LastModified)
{
    public static Validators None => default;

    public bool Any => ETag is not null || LastModified is not null;

    public static Validators Of(FeedState state) => new(state.ETag, state.LastModified);

    /// <summary>Whether a server that sent both would answer a request with one of them by 304 instead of the other's body.</summary>
    public bool Matches(Validators other) => Any && (ETag is not null ? ETag == other.ETag : LastModified == other.LastModified);
}
