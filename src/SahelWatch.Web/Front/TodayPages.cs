using SahelWatch.Catalogue;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Front;

/// <summary><c>/</c>: the latest digest, what is new since then, and the region at a glance.</summary>
internal static class TodayPages
{
    private const int Days = 7;
    private const int WeeksBefore = 4;
    private const int MostNew = 15;
    private const int MostLatest = 8; // shown if little is new

    public static void MapToday(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/", PageHeaders.Reading, ShowAsync).Keep(TimeSpan.FromMinutes(1));

    private static async Task<IResult> ShowAsync(Visit visit, Pipeline pipeline, DigestShelf shelf, CatalogueReader catalogue, CancellationToken stop)
    {
        var inputs = await pipeline.InputsAsync(stop);
        var digest = await LastAsync(inputs, visit, shelf, stop);
        var rows = await catalogue.RowsAsync(visit.Now.AddDays(-Days * (WeeksBefore + 1)), null, stop);
        var week = visit.Now.AddDays(-Days);
        var since = digest?.Composed ?? visit.Now.AddDays(-1);
        var fresh = rows.Where(r => r.First >= since || (r.Changed >= since && r.Last >= since))
            .OrderByDescending(r => r.Severity).ThenByDescending(r => r.Last).ToList();
        return new Html<TodayPage>(visit, new()
        {
            ["Digest"] = digest,
            ["Since"] = since,
            ["New"] = fresh.Take(MostNew).ToList(),
            ["Latest"] = fresh.Count > MostLatest ? [] : rows.Except(fresh).OrderByDescending(r => r.Last).Take(MostLatest).ToList(),
            ["MoreNew"] = Math.Max(0, fresh.Count - MostNew),
            ["Countries"] = Tally.Of(Names.Watched, r => r.Countries, [.. rows.Where(r => r.First >= week)], [.. rows.Where(r => r.First < week)], WeeksBefore,
                TimeSpan.FromDays(Days)),
            ["Names"] = new Names(inputs, visit.Frame),
        });
    }

    /// <summary>The latest digest of the first edition in the reader's language, else of any.</summary>
    private static async Task<Digest?> LastAsync(Inputs.SahelWatchInputs inputs, Visit visit, DigestShelf shelf, CancellationToken stop)
    {
        foreach (var edition in Edition.Open(inputs.Editions).OrderBy(e => e.Language != visit.Language))
        {
            if (await shelf.KeysAsync(edition.Id, stop) is [.., var last] && await shelf.ReadAsync(edition.Id, last, stop) is { } digest)
                return digest;
        }

        return null;
    }
}
