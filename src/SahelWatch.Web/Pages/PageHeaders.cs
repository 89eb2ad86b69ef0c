using Microsoft.AspNetCore.Http;
using static System.FormattableString;

namespace SahelWatch.Web.Pages;

/// <summary>The headers of pages that show text from feeds: no scripts, no frames, no pictures or styles but the page's own.</summary>
internal static class PageHeaders
{
    public const string Html = "text/html; charset=utf-8";

    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private const string ContentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    public static void CacheFor(HttpResponse response, TimeSpan time) => response.Headers.CacheControl = Invariant($"public, max-age={time.TotalSeconds}");
}
