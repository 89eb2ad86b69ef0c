namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>
/// How long a response stays fresh (RFC 9111 section 4.2). Parses Cache-Control itself, since the framework drops the whole header for one invalid value.
/// </summary>
internal static class Freshness
{
    /// <returns>Null if the response does not say; zero if it is already stale.</returns>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Value("Cache-Control") is { } cache && FromCacheControl(cache) is { } age)
            return NotNegative(age - (ResponseHeaders.Seconds(response.Value("Age")) ?? TimeSpan.Zero));
        // Relative to the server's clock, else to ours (RFC 9110 section 6.6.1). An invalid Expires ("0", "-1") means already expired (RFC 9111 section 5.3).
        if (response.Content.Headers.Expires is { } expires)
            return NotNegative(expires - (response.Headers.Date ?? now));
        return response.Content.Headers.NonValidated.Contains("Expires") ? TimeSpan.Zero : null;
    }

    /// <summary>Ignores s-maxage, which is for shared caches only.</summary>
    private static TimeSpan? FromCacheControl(string header)
    {
        TimeSpan? age = null;
        foreach (var (name, value) in Directives(header))
        {
            // With a value, no-cache applies only to the named fields (RFC 9111 section 5.2.2.4).
            if (name is "no-store" || (name is "no-cache" && value is null))
                return TimeSpan.Zero;
            if (name is "max-age")
                age ??= ResponseHeaders.Seconds(value);
        }
        return age;
    }

    /// <summary>Separated by commas or, from some servers, semicolons; quoted values may contain either.</summary>
    private static IEnumerable<(string Name, string? Value)> Directives(string header)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i <= header.Length; i++)
        {
            if (i < header.Length && header[i] == '"')
                quoted = !quoted;
            if (i < header.Length && (quoted || header[i] is not (',' or ';')))
                continue;
            var directive = header[start..i].Split('=', 2);
            yield return (directive[0].Trim().ToLowerInvariant(), directive.Length > 1 ? directive[1].Trim().Trim('"') : null);
            start = i + 1;
        }
    }

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
