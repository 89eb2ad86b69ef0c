namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>How long the server asks to wait (RFC 9110 section 10.2.3), as seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>Longer values are capped: a mistake (a date next year) must not silence a feed.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromHours(48);

    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        // A date is relative to the server's clock if known, which may differ from ours.
        var wait = DeltaSeconds.Of(HeaderText.Of(response, "Retry-After")) ?? response.Headers.RetryAfter?.Date - (response.Headers.Date ?? now);
        return !(wait > TimeSpan.Zero) ? null : wait < Max ? wait : Max;
    }
}
