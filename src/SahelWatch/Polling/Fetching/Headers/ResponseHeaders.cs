using System.Text;
using System.Text.Unicode;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>Headers as received: values that .NET considers invalid and drops may still be meaningful.</summary>
internal static class ResponseHeaders
{
    /// <summary>A server that asks to wait longer made a mistake (a date next year), which must not silence a feed.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromHours(48);

    /// <summary>Larger numbers of seconds, even those that overflow, are valid and are capped at 68 years (RFC 9111 section 1.2.2).</summary>
    private const long MaxSeconds = int.MaxValue;

    /// <summary>All values of a header, joined; null if there are none.</summary>
    public static string? Value(this HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    /// <summary>The first value, decoded as UTF-8 if valid: some addresses contain letters that should have been percent-encoded.</summary>
    public static string? Address(this HttpResponseMessage response, string name)
    {
        if (!response.Headers.NonValidated.TryGetValues(name, out var values) || values.Count == 0)
            return null;
        var bytes = Encoding.Latin1.GetBytes(values.First());
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : values.First();
    }

    /// <summary>How long the server asks to wait (RFC 9110 section 10.2.3), as seconds or a date.</summary>
    public static TimeSpan? RetryAfter(this HttpResponseMessage response, DateTimeOffset now)
    {
        // A date is relative to the server's clock if known, which may differ from ours.
        var wait = Seconds(response.Value("Retry-After")) ?? response.Headers.RetryAfter?.Date - (response.Headers.Date ?? now);
        return !(wait > TimeSpan.Zero) ? null : wait < MaxWait ? wait : MaxWait;
    }

    /// <returns>Null if the text is not all digits.</returns>
    public static TimeSpan? Seconds(string? text) => text?.Trim() is { Length: > 0 } digits && digits.All(char.IsAsciiDigit)
        ? TimeSpan.FromSeconds(Math.Min(double.Parse(digits, CultureInfo.InvariantCulture), MaxSeconds))
        : null;
}
