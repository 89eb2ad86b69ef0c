using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Web.Layout;

/// <summary>
/// Responds with a page rendered by hand: AddRazorComponents includes data protection, which writes keys to disk for forms that we do not have. The ETag is
/// derived from the page's bytes.
/// </summary>
internal sealed class Html<TPage, TView>(Visit visit, TView view, int status = StatusCodes.Status200OK) : IResult
    where TPage : PageOf<TView>
{
    private const int ETagBytes = 12;

    private static readonly RazorHtml Renderer = new();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var parameters = new Dictionary<string, object?> { [nameof(PageOf<>.Visit)] = visit, [nameof(PageOf<>.View)] = view };
        var bytes = Encoding.UTF8.GetBytes(await Renderer.RenderAsync<TPage>(parameters, CancellationToken.None));
        PageHeaders.Guard(httpContext.Response);
        httpContext.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        httpContext.Response.Headers.ContentLanguage = visit.Language;
        if (status == StatusCodes.Status200OK && httpContext.Response.Headers.CacheControl.Count == 0
            && httpContext.GetEndpoint()?.Metadata.GetMetadata<Freshness>() is { } fresh)
            PageHeaders.CacheFor(httpContext.Response, fresh.Time);
        var mayBeKept = status == StatusCodes.Status200OK && !httpContext.Response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal);
        var tag = mayBeKept ? new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, ETagBytes))}\"") : null;
        httpContext.Response.StatusCode = status;
        await Results.Bytes(bytes, PageHeaders.Html, entityTag: tag).ExecuteAsync(httpContext);
    }
}
