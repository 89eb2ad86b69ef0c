using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SahelWatch.Web.Subscriptions;

/// <summary>Reads a form of a few fields, urlencoded or multipart, and no more than that.</summary>
internal static class SmallForm
{
    private const int MaxBytes = 16 * 1024; // an address and some check boxes
    private const int MaxFields = 100;

    /// <summary>Null where the body is no form, or a large one.</summary>
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
            return null; // the last two: a charset that .NET does not know, or does not read any more (UTF-7)
        }
    }
}
