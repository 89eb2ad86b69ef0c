using SahelWatch.Alerts;
using SahelWatch.Catalogue;
using SahelWatch.Delivery;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Alerts;

/// <summary><c>/alerts</c>: the alerts sent, but not to whom or by which rule.</summary>
internal static class AlertPages
{
    public const int Days = 30;

    private const int MostShown = 100;

    public static void MapAlerts(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/alerts", PageHeaders.Reading, ShowAsync).Keep(TimeSpan.FromMinutes(2));

    private static async Task<IResult> ShowAsync(Visit visit, Stores stores, CatalogueReader catalogue, CancellationToken stop)
    {
        var unsent = await UnsentAsync(stores, stop);
        var sent = new List<SentAlert>();
        foreach (var rule in visit.Inputs.Alerts)
        {
            var alerts = await stores.Alerts.SinceAsync(rule.Id, visit.Now.AddDays(-Days), MostShown, stop);
            sent.AddRange(alerts.Where(a => !unsent.Contains((rule.Id, a.Key))).SelectMany(a => a.Items, (a, i) => new SentAlert(a.At, i)));
        }

        var events = (await catalogue.RowsAsync(visit.Now.AddDays(-2 * Days), null, stop)).ToDictionary(r => r.Id);
        // An event sent by several rules is shown once, as it was sent first.
        return new Html<AlertsPage, IReadOnlyList<SentAlert>>(visit,
        [
            .. sent.OrderBy(t => t.At).DistinctBy(t => (t.Item.Story.Id, t.Item.Kind, t.At.Date)).OrderByDescending(t => t.At).Take(MostShown)
                .Select(t => t with { Event = events.GetValueOrDefault(t.Item.Story.Id) }),
        ]);
    }

    /// <summary>The messages that nobody has got yet: their readers are the first to know.</summary>
    private static async Task<HashSet<(string Rule, string Key)>> UnsentAsync(Stores stores, CancellationToken stop)
    {
        var unsent = new HashSet<(string, string)>();
        var ledger = new DeliveryLedger(stores.Blobs);
        foreach (var alert in (await stores.Alerts.StateAsync(stop))?.Rules.SelectMany(r => r.Outbox) ?? [])
        {
            if (!await ledger.HasReachedAnyAsync(Alert.ListOf(alert.Rule), alert.Key, stop))
                unsent.Add((alert.Rule, alert.Key));
        }

        return unsent;
    }
}

/// <param name="Event">Its row, with its headlines in other languages; null where it has none any more.</param>
public sealed record SentAlert(DateTimeOffset At, AlertItem Item, CatalogueRow? Event = null);
