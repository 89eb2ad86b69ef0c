using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Settings;
using SahelWatch.Storage;
using SahelWatch.Web.Alerts;
using SahelWatch.Web.Atlas;
using SahelWatch.Web.Events;
using SahelWatch.Web.Export;
using SahelWatch.Web.Finding;
using SahelWatch.Web.Front;
using SahelWatch.Web.Layout;
using SahelWatch.Web.Operations;
using SahelWatch.Web.Sources;
using SahelWatch.Web.Subscriptions;
using SahelWatch.Web.Weeks;

namespace SahelWatch.Web;

/// <summary>The pages and their request pipeline, the same behind the Functions host and on your own server.</summary>
public static class WebPages
{
    /// <summary>Far more than any form needs; nothing larger is read.</summary>
    public const long LargestBody = 64 * 1024;

    private const int CachedPages = 16 * 1024 * 1024; // bytes in memory: several hundred digests
    private const int LargestCachedPage = 1024 * 1024;

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<WebOptions>((forwarded, web) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor; // pages use relative links, so host and scheme do not matter
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in web.TrustedNetworks)
                forwarded.KnownIPNetworks.Add(network);
        });
        services.AddOutputCache(cache => (cache.SizeLimit, cache.MaximumBodySize) = (CachedPages, LargestCachedPage));
        services.AddExportLimit();
        services.AddRoutingCore();
        return services.AddSingleton<AskLimiter>().AddSingleton<StageRuns>().AddSingleton<DigestShelf>();
    }

    /// <param name="map">The pages to serve: <see cref="MapPages"/>, <see cref="OperatorPages.MapOperations"/>, or both.</param>
    public static IApplicationBuilder UsePages(this IApplicationBuilder app, Action<IEndpointRouteBuilder> map) => app
        .UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = StatusOf,
            ExceptionHandler = Problem.ShowAsync,
            SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException, // a malformed request is not worth logging
            AllowStatusCode404Response = true,
        })
        .UseStatusCodePages(answer => Problem.ShowAsync(answer.HttpContext))
        .UseForwardedHeaders()
        .UseRouting()
        .UseRateLimiter()
        .UseOutputCache()
        .UseEndpoints(map);

    /// <summary>The public pages.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapToday();
        routes.MapAlerts();
        routes.MapDigests();
        routes.MapStories();
        routes.MapSearch();
        routes.MapPlaces();
        routes.MapWeeks();
        routes.MapSources();
        routes.MapExport();
        routes.MapHealth();
        routes.MapSubscriptions();
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        StorageException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
