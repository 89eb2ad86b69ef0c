using SahelWatch.Alerts.Judging;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Alerts;

/// <summary>Computes what a rule would have sent for past stories if run every quarter of an hour. Reports count from their dates.</summary>
public static class AlertReplay
{
    /// <summary>As often as feeds are polled.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    public static IEnumerable<ReplayedMessage> Run(AlertRule rule, IReadOnlyList<Story> stories, DateTimeOffset start, DateTimeOffset end, EntrySet entries,
        SeverityTable severities)
    {
        var live = stories.Where(s => s.MergedInto is null).ToDictionary(s => s.Id);
        var changes = live.Values.SelectMany(s => s.Reports, (s, r) => (r.Date, s.Id)).Where(c => c.Date > start && c.Date <= end)
            .Select(c => (At: StepOf(c.Date, start), c.Id)).Distinct().ToLookup(c => c.At, c => c.Id);
        var state = new RuleState { Rule = rule.Id, Begun = start };
        for (var now = start + Step; now <= end + Step; now += Step)
        {
            var due = state.Waiting.Any(w => w.Until <= now) || state.Held.Count > 0;
            if (!due && !changes.Contains(now))
                continue;
            var ids = changes[now].Concat(state.Waiting.Select(w => w.Story)).Concat(state.Held.Select(h => h.Story)).Distinct();
            var read = ids.Select(id => live[id].Until(now)).OfType<Story>().Select(s => new StoryReading(s, AlertEvents.Shipped, entries, severities));
            var plan = AlertPlanner.Plan(rule, state, [.. read], now);
            state = plan.State;
            foreach (var message in plan.Messages)
                yield return new ReplayedMessage(now, message.Key, [.. message.Items.Select(ItemOf)]);
        }
    }

    private static ReplayedItem ItemOf(PlannedItem item) => new(
        item.Story.Story, (item.Supports.Count > 0 ? item.Supports : item.Story.Reports)[0].Title, item.Kind, item.OneSource, item.Why);

    private static DateTimeOffset StepOf(DateTimeOffset time, DateTimeOffset start) => start + (Step * Math.Ceiling((time - start) / Step));
}

/// <summary>A message that the rule would have sent.</summary>
public sealed record ReplayedMessage(DateTimeOffset At, string Key, IReadOnlyList<ReplayedItem> Items);

/// <param name="Story">The story as known at the time.</param>
/// <param name="Headline">Of a report that says what is told.</param>
public sealed record ReplayedItem(Story Story, string Headline, AlertKind Kind, bool OneSource, string Why);
