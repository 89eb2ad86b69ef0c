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
        pages.MapPost("/operations/{stage}", (string stage, StageRuns runs, CancellationToken stop) => runs.RunAsync(stage, stop));
    }

    private static async Task<IResult> StatusAsync(Visit visit, Pipeline pipeline, HttpResponse response, CancellationToken stop)
    {
        var report = await pipeline.StatusAsync(stop);
        response.Headers.CacheControl = "private, max-age=30";
        return new Html<StatusPage, StatusReport>(visit with { Language = "en" }, report);
    }
}
