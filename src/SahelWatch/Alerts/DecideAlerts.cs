using Microsoft.Extensions.Logging;
using SahelWatch.Alerts.Judging;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Alerts;

/// <summary>
/// Changed stories -> the verdict of each rule -> the state, including the messages to send. Decided only once: the state is replaced by compare-and-swap, and
/// any run that finds a message in it sends exactly that message.
/// </summary>
internal sealed partial class DecideAlerts(
    EntrySet entries, SeverityTable severities, AlertComposer composer, Stores stores, ILogger<DecideAlerts> logger)
{
    /// <summary>
    /// Machines' clocks may differ by a quarter of an hour, so changes noted this long before are judged again, with the same result.
    /// </summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(20);

    /// <summary>The maximum number of merges to follow from a remembered story; each leads to an older story, so there are few.</summary>
    private const int MostMerges = 5;

    /// <returns>The new state; null if another process decided at the same time.</returns>
    public async Task<AlertState?> RunAsync(IReadOnlyList<AlertRule> rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stored = await stores.Alerts.ReadAsync(cancellationToken);
        var state = stored?.Value ?? await new AlertRecovery(stores).RebuildAsync(rules, now, ids => ReadAsync(ids, cancellationToken), cancellationToken)
            ?? new AlertState { Reached = now - AlertJudge.LateAfter };
        // A time further ahead is a clock error: everything that may still be an alert is looked at again.
        var isAhead = state.Reached > now + Skew;
        if (isAhead)
            state = await new AlertRecovery(stores).RememberAsync(state, rules, now, ids => ReadAsync(ids, cancellationToken), cancellationToken);
        var reached = isAhead ? now - AlertJudge.TooLate : Later(state.Reached, now - AlertPlanner.Memory); // a run with a clock that was years behind
        var ids = await stores.Stories.NotedSinceAsync(reached - Skew, now, cancellationToken);
        // Read after the notes: a batch that is still in the cursor may not have written all its stories yet.
        var grouping = await stores.Index.ReadCursorAsync(cancellationToken);
        var gone = state.Rules.ExceptBy(rules.Select(r => r.Id), r => r.Rule).ToList();
        // What waits for a rule that has a new id is judged by the new rule, since it was noted before the new rule existed.
        var isRenamed = rules.Any(rule => state.Rules.All(r => r.Rule != rule.Id));
        var known = state.Rules.Except(isRenamed ? [] : gone).SelectMany(r => r.Waiting.Select(w => w.Story).Concat(r.Held.Select(h => h.Story)));
        var stories = await ReadAsync([.. ids.Concat(known).Distinct()], cancellationToken);
        if (stories.Count == 0 && stored is not null && rules.All(rule => state.Rules.Any(r => r.Rule == rule.Id)))
            return state;
        var next = state with
        {
            Reached = grouping?.Value.Batch is null && now > reached ? now : reached,
            Rules =
            [
                .. rules.Select(rule => Decide(rule, state.Rules.FirstOrDefault(r => r.Rule == rule.Id) ?? New(rule, gone, now), stories, now)),
                .. gone.Where(r => AlertPlanner.Remembers(r, now)), // a rule that is removed for a day and restored continues where it stopped
            ],
        };
        return await stores.Alerts.SaveAsync(next, stored?.ETag, cancellationToken) is null ? null : next;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>
    /// It may be another under a new id: what that told within the hour is not told again, unless it was only held back, which nobody would get otherwise.
    /// Older events are not news to a new rule.
    /// </summary>
    private static RuleState New(AlertRule rule, IReadOnlyList<RuleState> gone, DateTimeOffset now) => new()
    {
        Rule = rule.Id,
        Begun = now,
        Told = [.. gone.SelectMany(r => r.Told.Where(t => !r.Held.Any(h => (h.Part ?? h.Story) == t.Story)))
            .Where(t => now - t.At <= AlertJudge.LateAfter).OrderBy(t => t.At)],
    };

    private RuleState Decide(AlertRule rule, RuleState state, IReadOnlyList<StoryReading> stories, DateTimeOffset now)
    {
        var plan = AlertPlanner.Plan(rule, state with { Begun = Believable.AtMost(state.Begun, now) }, stories, now);
        return plan.State with { Outbox = [.. plan.State.Outbox, .. plan.Messages.Select(m => composer.Compose(rule, m, now))] };
    }

    /// <summary>The current stories, merged ones under their current id. One that fails has hit a bug, which must not silence the others.</summary>
    private async Task<IReadOnlyList<StoryReading>> ReadAsync(IReadOnlyList<StoryId> ids, CancellationToken cancellationToken)
    {
        var read = new Dictionary<StoryId, Story>();
        for (var merges = 0; ids.Count > 0 && merges <= MostMerges; merges++)
        {
            foreach (var story in await stores.Stories.ReadAsync(ids, cancellationToken))
                read.TryAdd(story.Value.Id, story.Value);
            ids = [.. read.Values.Select(s => s.MergedInto).OfType<StoryId>().Where(id => !read.ContainsKey(id)).Distinct()];
        }

        var readings = new List<StoryReading>();
        foreach (var story in read.Values.Where(s => s.MergedInto is null && s.Reports.Count > 0))
        {
            try
            {
                readings.Add(new StoryReading(story, AlertEvents.Shipped, entries, severities));
            }
            catch (Exception e)
            {
                StoryFailed(story.Id, e);
            }
        }

        return readings;
    }

    [LoggerMessage(181, LogLevel.Error, "Story {Story} could not be read and is not judged; it is when it changes")]
    private partial void StoryFailed(StoryId story, Exception exception);
}
