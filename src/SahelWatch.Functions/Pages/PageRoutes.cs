using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SahelWatch.Storage;
using SahelWatch.Upkeep;

namespace SahelWatch.Functions.Pages;

/// <summary>The pages for people besides the subscription pages.</summary>
internal static class PageRoutes
{
    /// <summary>Pages show text from feeds: no script, no frames, pictures and styles of the page itself only.</summary>
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/status", async (Pipeline pipeline, IServiceProvider services, HttpResponse response, CancellationToken stop) =>
        {
            Guard(response);
            return Results.Content(await RenderAsync(await pipeline.StatusAsync(stop), services), "text/html; charset=utf-8");
        });
        routes.MapGet("/digests/{edition}/{key}", async (string edition, string key, IBlobs blobs, HttpResponse response, CancellationToken stop) =>
        {
            Guard(response);
            return IsName(edition) && IsName(key) && await blobs.ReadAsync(BlobNames.Digest(edition, key, "html"), stop) is { } page
                ? Results.Bytes(page.Content, "text/html; charset=utf-8")
                : Results.Text("There is no such digest.", statusCode: StatusCodes.Status404NotFound);
        });
    }

    /// <summary>By hand, since AddRazorComponents brings data protection, which writes keys to disk for forms that we have none of.</summary>
    private static async Task<string> RenderAsync(StatusReport report, IServiceProvider services)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(StatusPage.Report)] = report });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<StatusPage>(parameters)).ToHtmlString());
    }

    private static bool IsName(string value) => value.Length <= 64 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
