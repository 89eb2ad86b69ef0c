using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using SahelWatch.Storage;

namespace SahelWatch.Web.Pages;

/// <summary>Digests as they were stored: a page is written once and never changes.</summary>
internal static class DigestPages
{
    private const int LongestName = 64;

    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(5);

    public static void MapDigests(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/digests/{edition}/{key}", PageHeaders.Reading, ShowAsync)
            .CacheOutput(policy => policy.Expire(Cached).SetVaryByHost(false).SetVaryByQuery([]));

    private static async Task<IResult> ShowAsync(string edition, string key, IBlobs blobs, HttpResponse response, CancellationToken stop)
    {
        PageHeaders.Guard(response);
        if (!IsName(edition) || !IsName(key) || await blobs.ReadAsync(BlobNames.Digest(edition, key, "html"), stop) is not { } page)
            return Results.Text("There is no such digest.", statusCode: StatusCodes.Status404NotFound);
        PageHeaders.CacheFor(response, Cached);
        return Results.Bytes(page.Content, PageHeaders.Html, entityTag: EntityTagHeaderValue.TryParse(page.ETag, out var tag) ? tag : null);
    }

    private static bool IsName(string value) => value.Length <= LongestName && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
