using SahelWatch.Alerts.Rules;
using SahelWatch.Digests;

namespace SahelWatch.Alerts;

/// <summary>An alert that is waiting to be sent.</summary>
/// <param name="Story">Null for a message that has not reached everybody.</param>
/// <param name="Headline">Null if it was noted by an earlier version.</param>
/// <param name="Why">What it is and what it is waiting for.</param>
/// <param name="Until">When the wait ends.</param>
/// <param name="Then">What happens at that time.</param>
public sealed record AlertWait(string Rule, StoryId? Story, string? Headline, string Why, DateTimeOffset Until, string Then)
{
    private const string Gone = "unless the rule, which alerts.yaml no longer has, comes back";

    /// <summary>The key of a message that has not reached everybody; null for an event of which none was made yet.</summary>
    public string? Message { get; init; }

    private string What => Message is null ? $"story {Story}" : $"message {Message}";

    public static IReadOnlyList<AlertWait> Of(IReadOnlyList<AlertRule> rules, AlertState? state, DateTimeOffset now) =>
    [
        .. from rule in rules
           let known = state?.Rules.FirstOrDefault(r => r.Rule == rule.Id)
           where known is not null
           from wait in known.Waiting.Select(w => Unconfirmed(rule, w))
               .Concat(known.Held.Select(h => Held(rule, known, h, now)))
               .Concat(known.Outbox.Select(a => Undelivered(a, "given up")))
           select wait,
        .. from known in state?.Rules ?? []
           where rules.All(r => r.Id != known.Rule)
           from wait in known.Held.Where(h => now - h.At < AlertPlanner.LongestHeld)
               .Select(h => new AlertWait(known.Rule, h.Story, h.Headline, $"{h.Why}; held", h.At + AlertPlanner.LongestHeld, $"dropped {Gone}"))
               .Concat(known.Outbox.Select(a => Undelivered(a, $"dropped {Gone}")))
           select wait,
    ];

    private static AlertWait Unconfirmed(AlertRule rule, WaitingStory wait) => new(rule.Id, wait.Story, wait.Headline, wait.Why, wait.Until,
        rule.Quiet?.EndAt(wait.Until, rule.TimeZone) is null ? "sent marked \"one source\"" : "held for the end of the quiet hours, marked \"one source\"");

    private static AlertWait Held(AlertRule rule, RuleState state, HeldItem held, DateTimeOffset now)
    {
        var isFull = !new RulePlan(state, []).HasRoom(rule, now);
        var tomorrow = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rule.TimeZone).DateTime).AddDays(1);
        var from = isFull ? Schedule.Instant(tomorrow.ToDateTime(TimeOnly.MinValue), rule.TimeZone) : now;
        var quiet = rule.Quiet?.EndAt(from, rule.TimeZone);
        var why = isFull ? "held for the next day: today's messages are used up"
            : quiet is null ? "held until the next run" : "held for the end of the quiet hours";
        return new AlertWait(rule.Id, held.Story, held.Headline, $"{held.Why}; {why}", quiet ?? from, "sent");
    }

    private static AlertWait Undelivered(Alert alert, string then) => new(alert.Rule, null, alert.Items.Select(i => i.Story.Headline.Text).FirstOrDefault(),
        "not delivered to everybody yet, and tried again", alert.At + SendAlerts.GiveUpAfter, then)
    { Message = alert.Key };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Rule}: {(Headline is null ? "" : $"\"{Headline}\" ")}({What}): {Why} (until {Until.UtcDateTime:yyyy-MM-dd HH:mm}Z, then {Then})");
}
