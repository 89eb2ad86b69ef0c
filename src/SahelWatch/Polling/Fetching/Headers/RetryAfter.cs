namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>How long a refusal asks to be left alone (RFC 9110 section 10.2.3): seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>Longer wishes are cut to this: a slip (a date of next year) must not silence a feed.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromHours(48);

    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        // A date is measured by the server's clock where it tells it, for ours may differ.
        var wait = DeltaSeconds.Of(HeaderText.Of(response, "Retry-After")) ?? response.Headers.RetryAfter?.Date - (response.Headers.Date ?? now);
        return !(wait > TimeSpan.Zero) ? null : wait < Max ? wait : Max;
    }
}
