using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Tests.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Web;

namespace SahelWatch.Tests.Web;

/// <summary>Anybody may open the page of alerts, so an alert is on it only once a reader has it.</summary>
public sealed class UnsentAlertsTests
{
    private static readonly Alert Alert = StoredAlerts.Alert;

    private readonly MemoryBlobs _blobs = new();

    [Fact]
    public async Task An_alert_that_nobody_has_got_is_not_shown()
    {
        await StoreAsync([Alert]);

        (await PageAsync()).ShouldNotContain(Alert.Items[0].Story.Headline.Text);
    }

    [Fact]
    public async Task An_alert_that_one_reader_has_got_is_shown_though_others_still_wait()
    {
        await StoreAsync([Alert]);
        var (ledger, list) = (new DeliveryLedger(_blobs), Alert.ListOf(Alert.Rule));
        var plan = await ledger.PlanAsync(
            list, Alert.Key, [new ReaderId(new string('a', 32)), new ReaderId(new string('b', 32))], [], Alert.At, CancellationToken.None);
        var shard = DeliveryLedger.PartsOf(list, Alert.Key, plan).First().Blob;
        var held = (await ledger.TakeAsync(
            shard, (await ledger.ReadShardAsync(shard, CancellationToken.None))!, Alert.At, TimeSpan.FromMinutes(5), CancellationToken.None)).ShouldNotBeNull();
        held.Set(held.Deliveries[0] with { State = DeliveryState.Sent });
        await held.ReleaseAsync(CancellationToken.None);

        (await PageAsync()).ShouldContain(Alert.Items[0].Story.Headline.Text);
    }

    [Fact]
    public async Task An_alert_whose_ledger_cannot_be_read_hides_no_other()
    {
        var other = Alert with { Key = "2026-11-22-other" };
        await StoreAsync([other]);
        var list = Alert.ListOf(Alert.Rule);
        var plan = await new DeliveryLedger(_blobs).PlanAsync(list, other.Key, [new ReaderId(new string('a', 32))], [], Alert.At, CancellationToken.None);
        await _blobs.PutAsync(DeliveryLedger.PartsOf(list, other.Key, plan).First().Blob, "{"u8.ToArray(), "application/json", CancellationToken.None);

        (await PageAsync()).ShouldContain(Alert.Items[0].Story.Headline.Text);
    }

    [Fact]
    public async Task An_alert_that_is_delivered_is_shown()
    {
        await StoreAsync([]);

        (await PageAsync()).ShouldContain(Alert.Items[0].Story.Headline.Text);
    }

    private async Task StoreAsync(IReadOnlyList<Alert> outbox)
    {
        var store = new AlertStore(_blobs);
        await store.AddAsync(Alert, CancellationToken.None);
        await store.SaveAsync(
            new AlertState { Rules = [new RuleState { Rule = Alert.Rule, Begun = Alert.At, Outbox = outbox }] }, null, CancellationToken.None);
    }

    private async Task<string> PageAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var inputs = new SahelWatchInputs([], Watchlist.Shipped, []) { Alerts = AlertList.Parse(AlertList.Sample, "alerts.yaml") };
        builder.Services.AddSahelWatch(builder.Configuration, new TestClock(Alert.At.AddMinutes(1)), inputs).AddPages()
            .AddSingleton(new Stores(new CountingBlobs(_blobs)));
        await using var app = builder.Build();
        app.UsePages(routes => routes.MapPages());
        await app.StartAsync();
        using var http = new HttpClient();
        return await http.GetStringAsync($"{app.Urls.First()}/alerts");
    }
}
