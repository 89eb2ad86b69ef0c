using System.Text;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>Headers as they came: what .NET finds invalid and drops may still be what the server means.</summary>
internal static class HeaderText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All values under the name, joined; null where there is none.</summary>
    public static string? Of(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    /// <summary>The first value, read as UTF-8 where its bytes are: addresses come with letters that ought to be escaped.</summary>
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
