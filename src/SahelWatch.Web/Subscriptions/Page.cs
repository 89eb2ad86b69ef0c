using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Readers;

namespace SahelWatch.Web.Subscriptions;

/// <summary>Renders a page and answers with it: never cached, never framed, and its address, which holds the link's secret, told to nobody.</summary>
internal static class Page
{
    public const string Style = """
        :root{color-scheme:light dark}body{background:#fff;color:#1d1a18;font:1.06rem/1.55 Georgia,"Times New Roman","Noto Naskh Arabic",serif;margin:0 auto;max-width:34rem;padding:2rem 1.25rem}
        h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1.2rem;margin:2.5rem 0 .5rem}label{display:block;margin:.35rem 0}
        fieldset{border:0;margin:1.25rem 0;padding:0}legend{font-weight:bold;padding:0}
        input[type=email]{box-sizing:border-box;font:inherit;padding:.6rem;width:100%;border:1px solid #767676;border-radius:3px}
        input[type=checkbox]{height:1.2rem;margin-inline-end:.6rem;vertical-align:-.15rem;width:1.2rem}
        button{font:inherit;padding:.65rem 1.2rem;border:1px solid #7a3412;border-radius:3px;background:#7a3412;color:#fff;cursor:pointer}
        button.quiet{background:transparent;border-color:currentColor;color:inherit}.note{border-inline-start:4px solid #7a3412;padding-inline-start:.8rem}
        nav{margin-top:3rem;font-size:.95rem}nav a{display:inline-block;margin-inline-end:1rem}a{color:#7a3412}
        @media(prefers-color-scheme:dark){body{background:#1b1917;color:#eee7e0}a{color:#f3b993}}
        """;

    // By default every letter beyond ASCII becomes a character reference; the page says that it is UTF-8.
    private static readonly ServiceProvider Services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IResult Of<TPage>(SubscriptionTexts texts, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => Private(new Rendered<TPage>(new(parameters) { ["Texts"] = texts }, status));

    /// <param name="next">Where a link to the first page leads; null where there is none.</param>
    public static IResult Message(SubscriptionTexts texts, string title, string text, int status = StatusCodes.Status200OK, string? next = null) =>
        Of<MessagePage>(texts, new() { ["Title"] = title, ["Text"] = text, ["Next"] = next }, status);

    public static IResult Private(IResult inner) => new WithHeaders(inner);

    private sealed class Rendered<TPage>(Dictionary<string, object?> parameters, int status) : IResult
        where TPage : IComponent
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
            var html = await renderer.Dispatcher.InvokeAsync(
                async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
            await Results.Text("<!DOCTYPE html>\n" + html, "text/html; charset=utf-8", Encoding.UTF8, status).ExecuteAsync(httpContext);
        }
    }

    private sealed class WithHeaders(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers["X-Robots-Tag"] = "noindex";
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
