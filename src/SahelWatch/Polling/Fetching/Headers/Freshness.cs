using System.Text.RegularExpressions;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>
/// How long a response stays fresh (RFC 9111 section 4.2). Parses Cache-Control itself, since the framework drops the whole header for one invalid value.
/// </summary>
internal static partial class Freshness
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
        foreach (var (name, value) in Directive().Matches(header).Select(d => (d.Groups["name"].Value.ToLowerInvariant(), d.Groups["value"])))
        {
            // With a value, no-cache applies only to the named fields (RFC 9111 section 5.2.2.4).
            if (name is "no-store" || (name is "no-cache" && !value.Success))
                return TimeSpan.Zero;
            if (name is "max-age")
                age ??= ResponseHeaders.Seconds(value.Value);
        }
        return age;
    }

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    /// <summary>Directives are separated by commas or, from some servers, semicolons; quoted values may contain either.</summary>
    [GeneratedRegex("""(?<name>[^\s=,;"]+)\s*(?:=\s*(?:"(?<value>[^"]*)|(?<value>[^,;]*)))?""")]
    private static partial Regex Directive();
}
