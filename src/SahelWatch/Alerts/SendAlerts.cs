using Microsoft.Extensions.Logging;
using SahelWatch.Alerts.Rendering;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery;
using SahelWatch.Storage;

namespace SahelWatch.Alerts;

/// <summary>
/// Changed stories -> those that are big and new -> deliveries. A message is decided once and kept in the state until it is completely delivered; the ledger
/// knows who has received it, so it can be handed over repeatedly. A message whose rule is taken out waits for a day in case the rule comes back, and is then
/// dropped, which the report says.
/// </summary>
internal sealed partial class SendAlerts(
    DecideAlerts decide, AlertRenderer renderer, DigestDelivery delivery, Stores stores, TimeProvider clock, ILogger<SendAlerts> logger)
{
    /// <summary>What could not be delivered within this time is left to the digest.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    /// <summary>A message delayed this long by a server counts as late.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromHours(1);

    public async Task<AlertReport> RunAsync(IReadOnlyList<AlertRule> rules, CancellationToken cancellationToken)
    {
        var (before, now) = (stores.Operations, clock.GetUtcNow());
        var decided = rules.Count == 0 ? null : await decide.RunAsync(rules, now, cancellationToken);
        var state = decided ?? await stores.Alerts.StateAsync(cancellationToken) ?? new AlertState();
        var outbox = state.Rules.SelectMany(r => r.Outbox).ToList();
        foreach (var alert in outbox)
            await stores.Alerts.AddAsync(alert, cancellationToken); // before any is delivered, since the state alone knows of them until then
        var sent = new List<SentAlert>();
        foreach (var alert in outbox)
        {
            if (rules.FirstOrDefault(r => r.Id == alert.Rule) is { } rule)
                sent.AddRange(await AttemptAsync(rule, alert, cancellationToken) is { } done ? [done] : []);
            else if (now - alert.At > GiveUpAfter)
                sent.Add(Dropped(alert));
        }

        var complete = sent.Where(s => s.Delivery.Complete).Select(s => (s.Rule, s.Key)).ToHashSet();
        if (complete.Count > 0)
        {
            await stores.Alerts.ChangeAsync(
                known => known is null ? null : known with { Rules = [.. known.Rules.Select(r => Without(r, complete))] }, cancellationToken);
        }

        return new AlertReport(now, sent, decided is null && rules.Count > 0, stores.Operations - before);
    }

    /// <summary>A message that cannot be rendered or recorded does not affect the others; a store that is down stops them all.</summary>
    private async Task<SentAlert?> AttemptAsync(AlertRule rule, Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            return await DeliverAsync(rule, alert, cancellationToken);
        }
        catch (Exception e) when (e is not StorageException && !cancellationToken.IsCancellationRequested)
        {
            AlertFailed(alert.Rule, alert.Key, e);
            return null;
        }
    }

    private async Task<SentAlert> DeliverAsync(AlertRule rule, Alert alert, CancellationToken cancellationToken)
    {
        var rendered = await renderer.RenderAsync(alert with { Late = alert.Late || clock.GetUtcNow() - alert.At > LateAfter }, cancellationToken);
        var mailing = new Mailing
        {
            Edition = Alert.ListOf(alert.Rule),
            Digest = alert.Key,
            Subject = rendered.Subject,
            Content = rendered.Content,
            ComposedAt = alert.At,
            Listed = [.. rule.Readers.Select(EmailAddress.Parse)],
            Channels = rule.Channels,
            Message = rendered.Message,
            GiveUpAfter = GiveUpAfter,
        };
        return new SentAlert(alert.Rule, alert.Key, rendered.Subject, await delivery.DeliverAsync(mailing, cancellationToken));
    }

    private static SentAlert Dropped(Alert alert) => new(alert.Rule, alert.Key, alert.Title, new DeliveryReport
    {
        Edition = Alert.ListOf(alert.Rule),
        Digest = alert.Key,
        Problems = ["The rule is no longer in alerts.yaml: readers who did not get the message within a day will not get it."],
        Complete = true,
    });

    private static RuleState Without(RuleState rule, HashSet<(string Rule, string Key)> complete) =>
        rule with { Outbox = [.. rule.Outbox.Where(a => !complete.Contains((a.Rule, a.Key)))] };

    [LoggerMessage(180, LogLevel.Error, "Alert {Rule}/{Key} could not be delivered; it is tried again in the next run")]
    private partial void AlertFailed(string rule, string key, Exception exception);
}
