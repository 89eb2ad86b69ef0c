using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Upkeep;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Operations;

/// <summary>The operator's pages: the status, and runs started by hand.</summary>
public static class OperatorPages
{
    private static readonly TimeSpan Cached = TimeSpan.FromSeconds(30);

    /// <summary>Maps the pages, protected by <paramref name="key"/>; null if the host has already checked a key.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes, OperatorKey? key)
    {
        var pages = routes.MapGroup("");
        if (key is not null)
            pages.AddEndpointFilter(key.AllowAsync);
        // Cached separately for each key, so that a wrong key never gets the page for the right one.
        pages.MapMethods("/status", PageHeaders.Reading, StatusAsync)
            .CacheOutput(policy => policy.Expire(Cached).SetVaryByHost(false).SetVaryByQuery(OperatorKey.Query).SetVaryByHeader(OperatorKey.Header));
        pages.MapPost("/operations/{stage}", RunAsync);
    }

    private static async Task<IResult> StatusAsync(Pipeline pipeline, HttpContext http, CancellationToken stop)
    {
        var report = await pipeline.StatusAsync(stop);
        http.Response.Headers.CacheControl = "private, max-age=30";
        return new Html<StatusPage>(Visit.Of(http, report.At) with { Language = "en" }, new() { ["Report"] = report });
    }

    private static async Task<IResult> RunAsync(string stage, StageRuns runs, CancellationToken stop) =>
        await runs.RunAsync(stage, stop) switch
        {
            StageRun.Done done => Results.Text(string.Join('\n', [.. ReportText.Of(done.Report), ReportText.Of(done.Report.Operations)])),
            StageRun.Busy => Results.Text("It is running already.", statusCode: StatusCodes.Status409Conflict),
            StageRun.Stopped => Results.Text("Stopped, since the server is ending. Nothing is lost.", statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => Results.Text($"There is no such stage. The stages are: {string.Join(", ", StageRuns.Names)}.", statusCode: StatusCodes.Status404NotFound),
        };
}
