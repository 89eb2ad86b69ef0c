using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Net.Http.Headers;

namespace SahelWatch.Web.Layout;

/// <summary>
/// Responds with a page rendered by hand: AddRazorComponents includes data protection, which writes keys to disk for forms that we do not have. The ETag is
/// derived from the page's bytes.
/// </summary>
internal sealed class Html<TPage>(Visit visit, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) : IResult
    where TPage : IComponent
{
    private const int ETagBytes = 12;

    // By default all non-ASCII letters become character references; the page is declared as UTF-8.
    private static readonly ServiceProvider Services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        var view = ParameterView.FromDictionary(new Dictionary<string, object?>(parameters) { [nameof(Visit)] = visit });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(view)).ToHtmlString());
        var bytes = Encoding.UTF8.GetBytes("<!DOCTYPE html>\n" + html);
        PageHeaders.Guard(httpContext.Response);
        httpContext.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        httpContext.Response.Headers.ContentLanguage = visit.Language;
        if (status == StatusCodes.Status200OK && !httpContext.Response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, ETagBytes))}\"");
            await Results.Bytes(bytes, PageHeaders.Html, entityTag: tag).ExecuteAsync(httpContext);
            return;
        }

        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = PageHeaders.Html;
        httpContext.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
