using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Catalogue;
using SahelWatch.Catalogue.Export;
using SahelWatch.Delivery;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Export;

/// <summary><c>/export</c> and <c>/stories.atom</c>: search results for other programs. The parameters are those of <c>/search</c>.</summary>
internal static class ExportEndpoints
{
    /// <summary>Events per response: more than a year has, and a limit on the work that strangers can cause.</summary>
    private const int Most = 40_000;

    /// <summary>Entries of a feed: feed readers poll often and keep what they have seen.</summary>
    private const int MostEntries = 200;

    private const int LongestText = 200;

    private static readonly string[] Parameters = ["q", "country", "theme", "place", "outlet", "in", "from", "to", "deaths", "format", "hxl", "lang"];
    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(5);

    /// <summary>Exports in parallel: each takes up to some seconds of processor time, and is not cached.</summary>
    private const int AtOnce = 3;

    private const string Limit = "exports";

    /// <summary>The limit for one export, however slowly the client reads: otherwise three clients could block all others.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static void AddExportLimit(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "10";
            return ValueTask.CompletedTask;
        };
        limiter.AddConcurrencyLimiter(Limit, limit => (limit.PermitLimit, limit.QueueLimit) = (AtOnce, 0));
    });

    public static void MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/export", PageHeaders.Reading, ([AsParameters] Asked asked) =>
            AnswerAsync(asked, asked.Http.Request.Query["format"] is [{ Length: > 0 } format] ? format : "csv", Most)).RequireRateLimiting(Limit);
        routes.MapMethods("/stories.atom", PageHeaders.Reading, ([AsParameters] Asked asked) => AnswerAsync(asked, "atom", MostEntries))
            .CacheOutput(policy => policy.Expire(Cached).SetVaryByHost(false).SetVaryByQuery(Parameters));
    }

    private static async Task<IResult> AnswerAsync(Asked asked, string format, int most)
    {
        var (http, pipeline, catalogue, delivery, clock, stop) = asked;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (!CatalogueExport.MediaTypes.TryGetValue(format, out var type))
            return Refused($"There is no format \"{format}\"; there are {string.Join(", ", CatalogueExport.MediaTypes.Keys)}.");
        var parameters = http.Request.Query;
        if (Parameters.FirstOrDefault(p => parameters[p].ToString().Length > LongestText) is { } endless)
            return Refused($"{endless} is too long.");
        var names = (await pipeline.InputsAsync(stop)).Watchlist.Entries;
        CatalogueQuery query;
        try
        {
            query = new QueryReader(names, clock.GetUtcNow()).Read(name => parameters[name]) with { Take = most };
        }
        catch (InputException e)
        {
            return Refused(e.Message);
        }

        var found = await catalogue.SearchAsync(query, stop);
        var export = new CatalogueExport
        {
            Format = format,
            Language = parameters["lang"],
            Hxl = parameters.ContainsKey("hxl"),
            PublicUrl = delivery.PublicUrl,
            // Only these parameters, because the response is cached under them.
            Self = $"stories.atom{QueryString.Create(Parameters.SelectMany(p => parameters[p], (p, value) => KeyValuePair.Create(p, value)))}",
        };
        http.Response.Headers.CacheControl = $"public, max-age={(int)Cached.TotalSeconds}";
        if (format is "csv" or "jsonl" or "geojson")
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"sahelwatch.{format}\"";
        return Results.Stream(async output =>
        {
            using var limit = new CancellationTokenSource(Longest, clock);
            await using var over = limit.Token.Register(http.Abort);
            await export.WriteAsync(found.Rows, output, stop);
        }, type);
    }

    private static IResult Refused(string why) => Results.Text(why, statusCode: StatusCodes.Status400BadRequest);

    internal sealed record Asked(
        HttpContext Http, Pipeline Pipeline, CatalogueReader Catalogue, DeliveryOptions Delivery, TimeProvider Clock, CancellationToken Stop);
}
