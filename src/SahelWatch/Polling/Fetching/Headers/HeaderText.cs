using System.Text;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>Raw header values: those that .NET considers invalid and drops may still be meaningful.</summary>
internal static class HeaderText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All values of a header, joined; null if there are none.</summary>
    public static string? Of(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    /// <summary>The first value, decoded as UTF-8 if valid: some addresses contain letters that should have been percent-encoded.</summary>
    public static string? Address(HttpResponseMessage response, string name)
    {
        if (!response.Headers.NonValidated.TryGetValues(name, out var values) || values.Count == 0)
            return null;
        var text = values.First();
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
