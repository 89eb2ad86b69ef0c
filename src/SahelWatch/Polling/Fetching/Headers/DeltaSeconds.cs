namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>A number of seconds in a header.</summary>
internal static class DeltaSeconds
{
    /// <summary>Larger numbers, even those that overflow, are valid and are capped at 68 years (RFC 9111 section 1.2.2).</summary>
    private const long Max = int.MaxValue;

    /// <returns>Null if the text is not all digits.</returns>
    public static TimeSpan? Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return null;
        return TimeSpan.FromSeconds(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, Max) : Max);
    }
}
