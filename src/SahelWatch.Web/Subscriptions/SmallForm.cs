using Microsoft.AspNetCore.Http.Features;

namespace SahelWatch.Web.Subscriptions;

/// <summary>Reads a small form, urlencoded or multipart.</summary>
internal static class SmallForm
{
    private const int MaxBytes = 16 * 1024; // enough for an address and some check boxes
    private const int MaxFields = 100;

    /// <summary>Null if the body is not a form or is too large.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength > MaxBytes)
            return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        try
        {
            var options = new FormOptions { ValueCountLimit = MaxFields, BufferBodyLengthLimit = MaxBytes, MultipartBodyLengthLimit = MaxBytes };
            return await http.Request.ReadFormAsync(options, http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException or NotSupportedException or ArgumentException)
        {
            return null; // the last two: a charset that .NET does not know or no longer supports (UTF-7)
        }
    }
}
