using SahelWatch.Alerts.Judging;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery;
using SahelWatch.Storage;

namespace SahelWatch.Alerts;

/// <summary>
/// Rebuilds a state that was lost from what survives it: the messages, each stored before it is delivered, and the ledgers, which know whether it has reached
/// everybody. What was waiting or held is judged again.
/// </summary>
internal sealed class AlertRecovery(Stores stores)
{
    /// <summary>Messages that are older were delivered or given up.</summary>
    private static readonly TimeSpan LongestOpen = 2 * SendAlerts.GiveUpAfter;

    /// <param name="read">Reads the stories of these ids, as far as they exist.</param>
    /// <returns>Null if there was no state: alerts never ran.</returns>
    public async Task<AlertState?> RebuildAsync(
        IReadOnlyList<AlertRule> rules, DateTimeOffset now, Func<IReadOnlyList<StoryId>, Task<IReadOnlyList<StoryReading>>> read,
        CancellationToken cancellationToken)
    {
        var rebuilt = new List<RuleState>();
        var ledger = new DeliveryLedger(stores.Blobs);
        foreach (var rule in rules)
        {
            var sent = await stores.Alerts.SinceAsync(rule.Id, now - AlertPlanner.Memory, int.MaxValue, cancellationToken);
            var open = await sent.Where(a => now - a.At < LongestOpen).OrderBy(a => a.At).ToAsyncEnumerable()
                .Where(async (a, token) => await ledger.ReadPlanAsync(Alert.ListOf(rule.Id), a.Key, token) is not { CompletedAt: not null })
                .ToListAsync(cancellationToken);
            var stories = await read([.. sent.SelectMany(a => a.Items).Select(i => i.Stored).Distinct()]);
            rebuilt.Add(new RuleState
            {
                Rule = rule.Id,
                Begun = now - AlertJudge.TooLate,
                Told = [.. sent.OrderBy(a => a.At).SelectMany(a => a.Items, (alert, item) => Told(alert.At, item, stories))],
                Keys = [.. sent.Select(a => a.Key).Order(StringComparer.Ordinal)],
                Outbox = open,
            });
        }

        return rebuilt.TrueForAll(r => r.Keys.Count == 0)
            && await stores.Blobs.ReadAsync(BlobNames.Quarantined(BlobNames.AlertState), cancellationToken) is null
            ? null : new AlertState { Reached = now - AlertJudge.TooLate, Rules = rebuilt };
    }

    /// <summary>Restores what a run with a clock weeks ahead forgot as too old.</summary>
    public async Task<AlertState> RememberAsync(
        AlertState state, IReadOnlyList<AlertRule> rules, DateTimeOffset now, Func<IReadOnlyList<StoryId>, Task<IReadOnlyList<StoryReading>>> read,
        CancellationToken cancellationToken)
    {
        var rebuilt = await RebuildAsync(rules, now, read, cancellationToken);
        return state with { Rules = [.. state.Rules.Select(r => With(r, rebuilt?.Rules.FirstOrDefault(b => b.Rule == r.Rule)))] };
    }

    private static RuleState With(RuleState rule, RuleState? rebuilt) => rebuilt is null ? rule : rule with
    {
        Told = [.. rebuilt.Told.ExceptBy(rule.Told.Select(t => t.Story), t => t.Story).Concat(rule.Told).OrderBy(t => t.At)],
        Keys = [.. rule.Keys.Union(rebuilt.Keys).Order(StringComparer.Ordinal)],
    };

    /// <summary>The message says what readers know; where it happened and what kind of event it was are read from the current story.</summary>
    private static ToldEvent Told(DateTimeOffset at, AlertItem item, IReadOnlyList<StoryReading> stories)
    {
        var told = new ToldEvent
        {
            Story = item.Story.Id,
            At = at,
            Articles = item.Story.Known,
            Figures = [.. item.Story.Figures.Select(f => new ToldCount(f.Kind, f.Claim.Value, f.Claim.Article))],
            FirstReported = item.Story.FirstReported,
        };
        return stories.FirstOrDefault(s => told.IsOf(s.Story)) is { } story
            ? told with
            {
                Events = [.. story.Events],
                Points = [.. story.Points],
                Areas = [.. story.Areas],
                Countries = story.Story.Countries,
                What = story.Severity.Event,
            }
            : told;
    }
}
