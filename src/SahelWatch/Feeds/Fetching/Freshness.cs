namespace SahelWatch.Feeds.Fetching;

/// <summary>For how long an answer says it stays true (RFC 9111 section 4.2).</summary>
internal static class Freshness
{
    /// <summary>Null where the answer says nothing; zero where it says "not at all".</summary>
    public static TimeSpan? Of(HttpResponseMessage response)
    {
        if (response.Headers.CacheControl is { } cache)
        {
            if (cache.NoCache || cache.NoStore)
                return TimeSpan.Zero;
            if (cache.MaxAge is { } age)
                return NotNegative(age - (response.Headers.Age ?? TimeSpan.Zero));
        }
        // By the server's own clock: what counts is the distance. An Expires that is no date ("0", "-1") means "already" (RFC 9111 section 5.3).
        if (response.Content.Headers.Expires is { } expires)
            return response.Headers.Date is { } date ? NotNegative(expires - date) : null;
        return response.Content.Headers.NonValidated.Contains("Expires") ? TimeSpan.Zero : null;
    }

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
