using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Upkeep;
using SahelWatch.Web.Pages;

namespace SahelWatch.Web.Operations;

/// <summary>The operator's pages: the status, and runs started by hand.</summary>
public static class OperatorPages
{
    private static readonly TimeSpan Cached = TimeSpan.FromSeconds(30);

    /// <summary>Maps the pages behind <paramref name="key"/>; null where the host has checked a key of its own.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes, OperatorKey? key)
    {
        var pages = routes.MapGroup("");
        if (key is not null)
            pages.AddEndpointFilter(key.AllowAsync);
        // Cached by the key too: a wrong one never meets what the right one was shown.
        pages.MapMethods("/status", PageHeaders.Reading, StatusAsync)
            .CacheOutput(policy => policy.Expire(Cached).SetVaryByHost(false).SetVaryByQuery(OperatorKey.Query).SetVaryByHeader(OperatorKey.Header));
        pages.MapPost("/operations/{stage}", RunAsync);
    }

    private static async Task<IResult> StatusAsync(Pipeline pipeline, IServiceProvider services, HttpResponse response, CancellationToken stop)
    {
        PageHeaders.Guard(response);
        response.Headers.CacheControl = "private, max-age=30";
        return Results.Content(await RenderAsync(await pipeline.StatusAsync(stop), services), PageHeaders.Html);
    }

    private static async Task<IResult> RunAsync(string stage, StageRuns runs, CancellationToken stop) =>
        await runs.RunAsync(stage, stop) switch
        {
            StageRun.Done done => Results.Text(done.Summary),
            StageRun.Busy => Results.Text("It is running already.", statusCode: StatusCodes.Status409Conflict),
            _ => Results.Text($"There is no such stage. The stages are: {string.Join(", ", StageRuns.Names)}.", statusCode: StatusCodes.Status404NotFound),
        };

    /// <summary>By hand, since AddRazorComponents brings data protection, which writes keys to disk for forms that we have none of.</summary>
    private static async Task<string> RenderAsync(StatusReport report, IServiceProvider services)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(StatusPage.Report)] = report });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<StatusPage>(parameters)).ToHtmlString());
    }
}
