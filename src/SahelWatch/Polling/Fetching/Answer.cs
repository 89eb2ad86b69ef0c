using SahelWatch.Domain;
using SahelWatch.Polling.Fetching.Bodies;

namespace SahelWatch.Polling.Fetching;

/// <summary>What one request came to. Closed: the nested records are all there are.</summary>
internal abstract record Answer
{
    private Answer() { }

    /// <summary>A body, perhaps not all of it: <see cref="Fault"/> says why it ends early. What came before is worth a look all the same.</summary>
    public sealed record Content(Body Body, FailureReason? Fault, string? ContentType, Validators Validators, TimeSpan? Fresh) : Answer, IDisposable
    {
        public void Dispose() => Body.Dispose();
    }

    public sealed record Unchanged(TimeSpan? Fresh) : Answer;

    /// <param name="Location">As it came, perhaps relative; null where the header is missing.</param>
    /// <param name="Cookies">As set by the redirect, a header each.</param>
    public sealed record Redirect(bool Permanent, string? Location, IReadOnlyList<string> Cookies) : Answer;

    /// <param name="Transient">Worth another try within seconds.</param>
    /// <param name="HostWide">Said for the whole host: a 429, whatever page came with it.</param>
    public sealed record Refused(FailureReason Reason, string Detail, TimeSpan? RetryAfter = null, bool Transient = false, bool HostWide = false) : Answer;

    /// <summary>Not sent: the host asked for rest.</summary>
    public sealed record Held(DateTimeOffset Until) : Answer;
}

/// <summary>What a fetch came to, after its redirects.</summary>
/// <param name="Url">The address that gave the answer.</param>
/// <param name="MovedTo">Where an unbroken run of permanent redirects from the start leads; null where the first was none.</param>
internal sealed record FetchAnswer(Answer Answer, Uri Url, Uri? MovedTo);

/// <summary>What a server gave to ask by next time, byte for byte (RFC 9110 section 13.1: an opaque validator is compared, never understood).</summary>
internal readonly record struct Validators(string? ETag, string? LastModified)
{
    public static Validators None => default;

    public bool Any => ETag is not null || LastModified is not null;

    public static Validators Of(FeedState state) => new(state.ETag, state.LastModified);

    /// <summary>Whether a server that says both would answer 304 to the other.</summary>
    public bool Says(Validators other) => Any && (ETag is not null ? ETag == other.ETag : LastModified == other.LastModified);
}
