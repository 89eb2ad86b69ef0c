using SahelWatch.Catalogue;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Front;

/// <param name="New">Since the digest.</param>
/// <param name="MoreNew">The number of new ones that are not among <paramref name="New"/>.</param>
/// <param name="Latest">The latest of the earlier ones.</param>
public sealed record TodayView(
    Digest? Digest, DateTimeOffset Since, IReadOnlyList<CatalogueRow> New, int MoreNew, IReadOnlyList<CatalogueRow> Latest, IReadOnlyList<Tally> Countries);

/// <summary><c>/</c>: the latest digest, what is new since then, and the region at a glance.</summary>
internal static class TodayPages
{
    private const int Days = 7;
    private const int WeeksBefore = 4;
    private const int MostNew = 15;
    private const int MostLatest = 8; // shown if little is new

    public static void MapToday(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/", PageHeaders.Reading, ShowAsync).Keep(TimeSpan.FromMinutes(1));

    private static async Task<IResult> ShowAsync(Visit visit, DigestShelf shelf, CatalogueReader catalogue, CancellationToken stop)
    {
        var digest = await LastAsync(visit, shelf, stop);
        var rows = await catalogue.RowsAsync(visit.Now.AddDays(-Days * (WeeksBefore + 1)), null, stop);
        var week = visit.Now.AddDays(-Days);
        var since = digest?.Composed ?? visit.Now.AddDays(-1);
        var fresh = rows.Where(r => r.First >= since || (r.Changed >= since && r.Last >= since))
            .OrderByDescending(r => r.Severity).ThenByDescending(r => r.Last).ToList();
        return new Html<TodayPage, TodayView>(visit, new(
            digest, since, [.. fresh.Take(MostNew)], Math.Max(0, fresh.Count - MostNew),
            fresh.Count > MostLatest ? [] : [.. rows.Except(fresh).OrderByDescending(r => r.Last).Take(MostLatest)],
            Tally.Of(Names.Watched, r => r.Countries, [.. rows.Where(r => r.First >= week)], [.. rows.Where(r => r.First < week)], WeeksBefore,
                TimeSpan.FromDays(Days))));
    }

    /// <summary>The latest digest of the first edition in the reader's language, else of any.</summary>
    private static async Task<Digest?> LastAsync(Visit visit, DigestShelf shelf, CancellationToken stop)
    {
        foreach (var edition in Edition.Open(visit.Inputs.Editions).OrderBy(e => e.Language != visit.Language))
        {
            if (await shelf.KeysAsync(edition.Id, stop) is [.., var last] && await shelf.ReadAsync(edition.Id, last, stop) is { } digest)
                return digest;
        }

        return null;
    }
}
