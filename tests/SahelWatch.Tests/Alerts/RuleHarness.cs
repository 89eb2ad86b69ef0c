using SahelWatch.Alerts;
using SahelWatch.Alerts.Judging;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Tests.Digests;

namespace SahelWatch.Tests.Alerts;

/// <summary>One rule and what it has come to, looked at now and then.</summary>
internal sealed class RuleHarness(AlertRule rule)
{
    private readonly Dictionary<StoryId, Story> _known = [];

    public static readonly AlertRule Grave = AlertList.Parse(AlertList.Sample, "alerts.yaml")[0];

    /// <summary>As the file has it now.</summary>
    public AlertRule Rule { get; set; } = rule;

    public RuleState State { get; private set; } = new() { Rule = rule.Id, Begun = SomeStory.Monday.AddDays(-30) };

    /// <summary>The rule looks at the stories that changed, and at those that it waits for or holds.</summary>
    public IReadOnlyList<PlannedMessage> At(DateTimeOffset now, params Story[] changed)
    {
        foreach (var story in changed)
            _known[story.Id] = story;
        var ids = changed.Select(s => s.Id).Concat(State.Waiting.Select(w => w.Story)).Concat(State.Held.Select(h => h.Story)).Select(id => _known[id].Id).Distinct();
        var read = ids.Select(id => new StoryReading(_known[id], AlertEvents.Shipped, EntrySet.Shipped, SeverityTable.Shipped));
        var plan = AlertPlanner.Plan(Rule, State, [.. read], now);
        State = plan.State;
        return plan.Messages;
    }

    /// <summary>From here on the story under the old id is the other.</summary>
    public void Merge(StoryId old, Story into) => _known[old] = _known[into.Id] = into;
}
