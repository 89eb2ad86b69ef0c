using Microsoft.Extensions.DependencyInjection;
using static System.FormattableString;

namespace SahelWatch.Web.Layout;

/// <summary>The headers of every page: no scripts, no frames, no styles except the page's own, and how long it may be cached.</summary>
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

    /// <param name="by">Whose caches may keep it: "public" for anybody's, "private" for the reader's own.</param>
    public static void CacheFor(HttpResponse response, TimeSpan time, string by = "public") =>
        response.Headers.CacheControl = Invariant($"{by}, max-age={time.TotalSeconds}");

    /// <summary>
    /// Lets anybody cache the page for some time, unless it says otherwise, and caches it on the server for each language and each value of the named query
    /// parameters. <see cref="Visit"/> ignores other parameters, or one reader's would appear in the links that the next reader gets from the cache.
    /// </summary>
    public static void Keep(this RouteHandlerBuilder page, TimeSpan time, params string[] query) =>
        page.WithMetadata(new QueryParts(query), new Freshness(time)).CacheOutput(policy => policy.Expire(time).SetVaryByHost(false).SetVaryByQuery(query)
            .VaryByValue(http => KeyValuePair.Create(Visit.Lang, Visit.LanguageOf(http).ToString())));
}

/// <summary>The query parameters of a page, besides the language.</summary>
internal sealed record QueryParts(IReadOnlyList<string> Names);

/// <summary>How long a page may be cached.</summary>
internal sealed record Freshness(TimeSpan Time);
