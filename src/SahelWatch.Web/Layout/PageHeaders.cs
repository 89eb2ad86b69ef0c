using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using static System.FormattableString;

namespace SahelWatch.Web.Layout;

/// <summary>What is said with every page: no scripts, no frames, no styles but the page's own, and for how long it may be kept.</summary>
internal static class PageHeaders
{
    public const string Html = "text/html; charset=utf-8";

    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string Policy =
        $"default-src 'none'; style-src '{Sheet.Hash}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    public static void CacheFor(HttpResponse response, TimeSpan time) => response.Headers.CacheControl = Invariant($"public, max-age={time.TotalSeconds}");

    /// <summary>Kept by the server too, once for each language and each value of the named parts of the query: others change nothing.</summary>
    public static void Keep(OutputCachePolicyBuilder policy, TimeSpan time, params string[] query) => policy
        .Expire(time).SetVaryByHost(false).SetVaryByQuery(query)
        .VaryByValue(http => KeyValuePair.Create(Visit.Lang, Visit.LanguageOf(http).ToString()));
}
