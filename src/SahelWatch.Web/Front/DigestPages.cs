using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Front;

/// <param name="Edition">Null if no edition is public.</param>
/// <param name="Before">The last month before with digests; null if there is none.</param>
public sealed record DigestsView(
    IReadOnlyList<Edition> Editions, Edition? Edition, DateOnly Month, DateOnly? Before, DateOnly? After, IReadOnlyList<Digest> Digests);

/// <param name="IsOpen">Whether its edition is public.</param>
/// <param name="Before">The key of the digest before; null if there is none to link to.</param>
public sealed record DigestView(Digest Digest, bool IsOpen, string? Before, string? After);

/// <summary>The digests by month, and each digest.</summary>
internal static class DigestPages
{
    private const int LongestName = 64;

    /// <summary>The query parameter that opens a digest of an edition that is not public; it is in the mail and in the stored digest.</summary>
    private const string Secret = "k";

    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(5);

    public static void MapDigests(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/digests", PageHeaders.Reading, MonthAsync).Keep(Cached, "edition", "month");
        routes.MapMethods("/digests/{edition}/{key}", PageHeaders.Reading, ShowAsync).Keep(Cached, Secret);
    }

    private static async Task<IResult> MonthAsync(string? edition, string? month, Visit visit, DigestShelf shelf, CancellationToken stop)
    {
        var editions = Edition.Open(visit.Inputs.Editions);
        var shown = edition is null ? editions.FirstOrDefault(e => e.Language == visit.Language) ?? (editions.Count > 0 ? editions[0] : null)
            : editions.FirstOrDefault(e => e.Id == edition);
        if (shown is null && edition is not null)
            return Problem.Missing(visit);
        IReadOnlyList<string> keys = shown is null ? [] : await shelf.KeysAsync(shown.Id, stop);
        var months = keys.Select(MonthOf).Distinct().ToList();
        var asked = MonthFrom(month) ?? (months.Count > 0 ? months[^1] : new DateOnly(visit.Now.Year, visit.Now.Month, 1));
        var digests = shown is null ? [] : await shelf.ReadAsync(shown.Id, [.. keys.Where(k => MonthOf(k) == asked).Reverse()], stop);
        return new Html<DigestsPage, DigestsView>(visit, new(
            editions, shown, asked, months.FindLast(m => m < asked) is var before && before != default ? before : null,
            months.Find(m => m > asked) is var after && after != default ? after : null, digests));
    }

    private static async Task<IResult> ShowAsync(string edition, string key, Visit visit, DigestShelf shelf, HttpContext http, CancellationToken stop)
    {
        if (!IsName(edition) || !IsName(key) || await shelf.ReadAsync(edition, key, stop) is not { } digest)
            return Problem.Missing(visit);
        var isOpen = Edition.Open(visit.Inputs.Editions).Any(e => e.Id == edition);
        if (!isOpen && !IsInvited(http.Request, digest))
            return Problem.Missing(visit);
        // The link opens this digest only, so there are no links to others.
        var keys = isOpen ? await shelf.KeysAsync(edition, stop) : [];
        var at = keys.ToList().IndexOf(key);
        if (!isOpen)
            PageHeaders.CacheFor(http.Response, Cached, "private");
        return new Html<DigestPage, DigestView>(visit, new(
            digest, isOpen, at > 0 ? keys[at - 1] : null, at >= 0 && at + 1 < keys.Count ? keys[at + 1] : null));
    }

    private static bool IsInvited(HttpRequest request, Digest digest) =>
        QueryHelpers.ParseQuery(digest.Page?.Query).TryGetValue(Secret, out var secret) && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(secret.ToString()), Encoding.UTF8.GetBytes(request.Query[Secret].ToString()));

    private static DateOnly MonthOf(string key) => DigestShelf.DateOf(key) is { } date ? new DateOnly(date.Year, date.Month, 1) : default;

    /// <summary>Null if it is not a month.</summary>
    private static DateOnly? MonthFrom(string? month) =>
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;

    private static bool IsName(string value) => value.Length <= LongestName && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
