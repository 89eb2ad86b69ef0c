using SahelWatch.Alerts.Rules;

namespace SahelWatch.Alerts;

/// <summary>An alert that is waiting to be sent.</summary>
/// <param name="Story">Null for a message that has not reached everybody.</param>
/// <param name="Until">When it is sent at the latest; null if unknown.</param>
public sealed record AlertWait(string Rule, StoryId? Story, DateTimeOffset? Until, string Why)
{
    public static IReadOnlyList<AlertWait> Of(IReadOnlyList<AlertRule> rules, AlertState? state, DateTimeOffset now) =>
    [
        .. from rule in rules
           let known = state?.Rules.FirstOrDefault(r => r.Rule == rule.Id)
           where known is not null
           let quiet = rule.Quiet?.EndAt(now, rule.TimeZone)
           from wait in known.Waiting.Select(w => new AlertWait(rule.Id, w.Story, w.Until, w.Why))
               .Concat(known.Held.Select(h => new AlertWait(rule.Id, h.Story, quiet, $"{h.Why}; held {(quiet is null ? "for the next day: today's messages are used up" : "for the end of the quiet hours")}")))
               .Concat(known.Outbox.Select(a => new AlertWait(rule.Id, null, null, $"{a.Key} has not come to everybody")))
           select wait,
        .. from known in state?.Rules ?? []
           where rules.All(r => r.Id != known.Rule)
           from wait in known.Held.Where(h => now - h.At < AlertPlanner.LongestHeld)
               .Select(h => new AlertWait(known.Rule, h.Story, h.At + AlertPlanner.LongestHeld, $"{h.Why}; held, {Gone}"))
               .Concat(known.Outbox.Select(a => new AlertWait(known.Rule, null, a.At + SendAlerts.GiveUpAfter, $"{a.Key} has not come to everybody, {Gone}")))
           select wait,
    ];

    private const string Gone = "and is dropped unless the rule, which alerts.yaml no longer has, comes back";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Rule}: {(Story is { } story ? $"story {story}: " : "")}{Why}{(Until is { } until ? $" (until {until.UtcDateTime:yyyy-MM-dd HH:mm}Z)" : "")}");
}
