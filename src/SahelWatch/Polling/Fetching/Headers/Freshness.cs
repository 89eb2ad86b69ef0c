namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>
/// For how long an answer says it stays true (RFC 9111 section 4.2). Reads Cache-Control itself: the framework drops the whole header for one odd value.
/// </summary>
internal static class Freshness
{
    /// <returns>Null where the answer says nothing; zero where it says "not at all".</returns>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (HeaderText.Of(response, "Cache-Control") is { } cache && FromCacheControl(cache) is { } age)
            return NotNegative(age - (DeltaSeconds.Of(HeaderText.Of(response, "Age")) ?? TimeSpan.Zero));
        // By the server's own clock, else by ours (RFC 9110 section 6.6.1): what counts is the distance. An Expires that is no date ("0", "-1") means "already"
        // (RFC 9111 section 5.3).
        if (response.Content.Headers.Expires is { } expires)
            return NotNegative(expires - (response.Headers.Date ?? now));
        return response.Content.Headers.NonValidated.Contains("Expires") ? TimeSpan.Zero : null;
    }

    /// <summary>What is meant for shared caches (s-maxage) is not meant for us.</summary>
    private static TimeSpan? FromCacheControl(string header)
    {
        TimeSpan? age = null;
        foreach (var (name, value) in Directives(header))
        {
            // With a value no-cache speaks of the fields it names, not of the answer (RFC 9111 section 5.2.2.4).
            if (name is "no-store" || (name is "no-cache" && value is null))
                return TimeSpan.Zero;
            if (name is "max-age")
                age ??= DeltaSeconds.Of(value);
        }
        return age;
    }

    /// <summary>Separated by commas, by some with semicolons; quoted values may hold either.</summary>
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
