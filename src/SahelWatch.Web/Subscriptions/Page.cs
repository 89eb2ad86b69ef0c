using Microsoft.AspNetCore.Components;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Subscriptions;

/// <summary>Renders a page and responds with it: never cached, never framed, and without a referrer, since its address contains the link's secret.</summary>
internal static class Page
{
    public static IResult Of<TPage>(Visit visit, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => Private(new Html<TPage>(visit, parameters, status));

    /// <param name="next">The target of the link to the home page; null for none.</param>
    public static IResult Message(Visit visit, string title, string text, int status = StatusCodes.Status200OK, string? next = null) =>
        Of<MessagePage>(visit, new() { ["Title"] = title, ["Text"] = text, ["Next"] = next }, status);

    public static IResult Private(IResult inner) => new WithHeaders(inner);

    private sealed class WithHeaders(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers["X-Robots-Tag"] = "noindex";
            PageHeaders.Guard(httpContext.Response);
            return inner.ExecuteAsync(httpContext);
        }
    }
}
