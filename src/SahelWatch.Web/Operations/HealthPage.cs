using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Operations;

/// <summary><c>/healthz</c>: the age of the last poll and digest, for monitoring. Public, so it says nothing else.</summary>
internal static class HealthPage
{
    /// <summary>The cache time: monitors ask every minute or so, strangers as often as they like.</summary>
    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(1);

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/healthz", PageHeaders.Reading, ShowAsync).CacheOutput(policy => policy.Expire(Cached).SetVaryByHost(false).SetVaryByQuery([]));

    private static async Task<IResult> ShowAsync(Pipeline pipeline, HttpResponse response, CancellationToken stop)
    {
        var health = await pipeline.HealthAsync(stop);
        PageHeaders.CacheFor(response, Cached);
        return Results.Json(new Ages(Seconds(health.At - health.Poll), Seconds(health.At - health.Digest)));
    }

    private static long? Seconds(TimeSpan? age) => age is { } known ? (long)known.TotalSeconds : null;

    /// <summary>In seconds; null if there was none yet.</summary>
    private sealed record Ages(long? LastPoll, long? LastDigest);
}
