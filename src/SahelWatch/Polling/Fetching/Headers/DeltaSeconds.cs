using System.Globalization;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>Seconds as headers write them.</summary>
internal static class DeltaSeconds
{
    /// <summary>68 years stand for everything beyond (RFC 9111 section 1.2.2): a number too large to count is long, not invalid.</summary>
    private const long Most = int.MaxValue;

    /// <returns>Null where the text is not digits alone.</returns>
    public static TimeSpan? Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return null;
        return TimeSpan.FromSeconds(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, Most) : Most);
    }
}
