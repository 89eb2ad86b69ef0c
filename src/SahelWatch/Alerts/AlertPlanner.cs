using SahelWatch.Alerts.Judging;
using SahelWatch.Alerts.Rules;

namespace SahelWatch.Alerts;

/// <summary>What a rule does at one time: judges changed and waiting stories, holds back what must not be sent now, and releases what may. Pure.</summary>
internal static class AlertPlanner
{
    /// <summary>How long alerted events are remembered: no story receives reports for longer.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    /// <summary>The number of stories that the usual rate is averaged over.</summary>
    private const int PaceOf = 200;

    /// <summary>Events per message: Gmail cuts off longer mails. The rest follow in the next message.</summary>
    private const int MostTogether = 20;

    /// <summary>Events held longer, by quiet hours after a day's limit or by a machine that was off, are left to the digest.</summary>
    public static readonly TimeSpan LongestHeld = TimeSpan.FromDays(2);

    /// <summary>
    /// At this many times the rule's daily limit, even events that break through are held: one faulty outlet must not ring all night.
    /// </summary>
    private const int Breaking = 3;

    private const int KeyLetters = 8; // of the story's id; enough to distinguish the messages of a day

    /// <param name="stories">Those that changed, and those in the state.</param>
    public static RulePlan Plan(AlertRule rule, RuleState state, IReadOnlyList<StoryReading> stories, DateTimeOffset now)
    {
        var told = state.Told.Where(t => now - t.At < Memory).ToList();
        var waiting = new List<WaitingStory>();
        var tell = new List<PlannedItem>();
        var usual = state.Usual;
        var parts = stories.SelectMany(s => s.Parts(told)).OrderByDescending(s => s.Severity.Level).ThenBy(s => s.Story.Id.Value, StringComparer.Ordinal);
        foreach (var story in parts.ToList())
        {
            usual += (Math.Max(AlertJudge.Pace(rule, story, now), 1) - usual) / PaceOf;
            switch (AlertJudge.Judge(rule, story, told, usual, state.Begun, now))
            {
                case Verdict.Waits waits:
                    waiting.Add(new WaitingStory(story.Stored, waits.Until, waits.Why, story.Headline));
                    break;
                case Verdict.Tell verdict:
                    var before = ToldEvent.Together(told.Where(t => t.IsOf(story.Story)))
                        ?? told.FindLast(t => verdict.Kind == AlertKind.FollowUp && t.IsLike(story));
                    told.RemoveAll(t => t == before || t.IsOf(story.Story));
                    told.Add(ToldOf(story, verdict, before, now));
                    tell.Add(new PlannedItem(story, verdict.Kind, verdict.OneSource, verdict.Since, verdict.Why, before, verdict.Supports));
                    break;
            }
        }

        var plan = new RulePlan(state with { Usual = Math.Round(usual, 3), Told = told, Waiting = waiting, Keys = Recent(state.Keys, rule, now) }, []);
        return Sent(rule, plan, tell, stories, now);
    }

    /// <summary>What to send now: urgent events at once; the others and those held back, except in quiet hours or if the daily limit is reached.</summary>
    private static RulePlan Sent(AlertRule rule, RulePlan plan, List<PlannedItem> tell, IReadOnlyList<StoryReading> stories, DateTimeOffset now)
    {
        plan = plan.Joining(tell, out var joined);
        var others = new List<PlannedItem>();
        foreach (var item in joined)
        {
            if (rule.Breaks.Any(item.Story.Events.Contains) && plan.HasRoom(rule, now, Breaking))
                plan = plan.With(rule, [item], now);
            else
                others.Add(item);
        }

        var quiet = rule.Quiet?.EndAt(now, rule.TimeZone) is not null;
        if (!quiet && plan.HasRoom(rule, now) && plan.State.Held.Count > 0)
        {
            plan = Released(rule, plan, stories, now, out var held);
            var together = held.Concat(others).DistinctBy(i => i.Story.Story.Id).OrderByDescending(i => i.Story.Severity.Level).ToList();
            plan = together.Count == 0 ? plan : plan.With(rule, [.. together.Take(MostTogether)], now);
            return together.Skip(MostTogether).Aggregate(plan, (rest, item) => rest.Holding(item, item.Since));
        }

        foreach (var item in others)
            plan = !quiet && plan.HasRoom(rule, now) ? plan.With(rule, [item], now) : plan.Holding(item, now);
        return plan;
    }

    /// <summary>Events that were held, judged again as story and rule are now. One that no longer qualifies is forgotten if nobody was told of it.</summary>
    private static RulePlan Released(AlertRule rule, RulePlan plan, IReadOnlyList<StoryReading> stories, DateTimeOffset now, out List<PlannedItem> items)
    {
        items = [];
        var told = plan.State.Told.ToList();
        foreach (var held in plan.State.Held)
        {
            if (held.Now(stories, plan.State.Told) is not { } story)
                continue;
            var verdict = now - held.At < LongestHeld ? AlertJudge.Again(rule, story, held, now) : new Verdict.Silent("held for too long: left to the digest");
            var tell = verdict as Verdict.Tell ?? new Verdict.Tell(held.Kind, OneSource: true, held.At, held.Why, []);
            if (verdict is not Verdict.Silent)
                items.Add(new PlannedItem(story, held.Kind, tell.OneSource, held.At, tell.Why, held.Before, tell.Supports));
            else if (held.Before is null)
                told.RemoveAll(t => t.IsOf(story.Story));
        }

        return plan with { State = plan.State with { Held = [], Told = told } };
    }

    public static bool Remembers(RuleState state, DateTimeOffset now) => state.Told.Any(t => now - t.At < Memory);

    private static ToldEvent ToldOf(StoryReading story, Verdict.Tell verdict, ToldEvent? before, DateTimeOffset now) => new()
    {
        Story = story.Story.Id,
        At = now,
        Articles = [.. story.Reports.Select(r => r.Article).Union(before?.Articles ?? [])],
        Events = [.. story.Events.Union(before?.Events ?? [])],
        Figures = story is { SaysDozens: true, SayingDozens: [var dozens, ..] } && story.Standing("killed") is null
            ? [.. Counts(story), new ToldCount("killed", AlertJudge.Dozens, dozens.Article)] : Counts(story),
        Points = [.. story.Points.Union(before?.Points ?? [])],
        Areas = [.. story.Areas.Union(before?.Areas ?? [])],
        Countries = story.Story.Countries,
        What = story.Severity.Event,
        FirstReported = story.Story.FirstReported,
        Withdrawn = before?.Withdrawn == true || verdict is { Kind: AlertKind.Correction, Why: "denied" },
    };

    private static List<ToldCount> Counts(StoryReading story) => [.. story.Figures.Select(f => new ToldCount(f.Kind, f.Claims[0].Value, f.Claims[0].Article))];

    private static IReadOnlyList<string> Recent(IReadOnlyList<string> keys, AlertRule rule, DateTimeOffset now) =>
        [.. keys.Where(k => string.CompareOrdinal(k, Date(rule, now - Memory)) >= 0)];

    internal static string Date(AlertRule rule, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, rule.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The date, the start of the first story's id, and a number if that story was sent before on that day.</summary>
    internal static string Key(AlertRule rule, IReadOnlyList<string> taken, StoryId story, DateTimeOffset now)
    {
        var key = $"{Date(rule, now)}-{story.Value[..Math.Min(KeyLetters, story.Value.Length)]}";
        return Enumerable.Range(2, taken.Count).Select(n => $"{key}-{n}").Prepend(key).First(k => !taken.Contains(k));
    }
}

/// <summary>The new state of a rule, and what to send.</summary>
internal sealed record RulePlan(RuleState State, IReadOnlyList<PlannedMessage> Messages)
{
    /// <param name="times">Of the messages that the rule allows a day.</param>
    public bool HasRoom(AlertRule rule, DateTimeOffset now, int times = 1) =>
        State.Keys.Count(k => k.StartsWith(AlertPlanner.Date(rule, now), StringComparison.Ordinal)) < times * rule.MostADay;

    public RulePlan With(AlertRule rule, IReadOnlyList<PlannedItem> items, DateTimeOffset now)
    {
        var key = AlertPlanner.Key(rule, State.Keys, items[0].Story.Story.Id, now);
        return new RulePlan(State with { Keys = [.. State.Keys, key] }, [.. Messages, new PlannedMessage(key, items)]);
    }

    /// <summary>An event that is already held is sent in its state at the time of release.</summary>
    public RulePlan Holding(PlannedItem item, DateTimeOffset since) => State.Held.Any(h => h.IsOf(item.Story))
        ? this
        : this with
        {
            State = State with
            {
                Held =
                [
                    .. State.Held,
                    new HeldItem(item.Story.Stored, item.Kind, item.OneSource, since, item.Why, item.Before, item.Story.Part, item.Story.Headline),
                ],
            },
        };

    /// <summary>
    /// News of a held event replaces it: an event that readers do not know of is new to them, and needs no correction.
    /// </summary>
    public RulePlan Joining(IReadOnlyList<PlannedItem> items, out List<PlannedItem> joined)
    {
        var held = State.Held.ToList();
        joined = [];
        foreach (var item in items)
        {
            var first = held.Find(h => h.IsOf(item.Story));
            if (first is { Before: null } && item.Kind == AlertKind.Correction)
                continue; // judged again when it is released
            joined.Add(first is null ? item : item with { Kind = first.Before is null ? first.Kind : item.Kind, Before = first.Before });
            held.RemoveAll(h => h.IsOf(item.Story));
        }

        return this with { State = State with { Held = held } };
    }
}

/// <param name="Items">Most important first; more than one if they were held back.</param>
internal sealed record PlannedMessage(string Key, IReadOnlyList<PlannedItem> Items);

/// <param name="Since">When it could have been sent.</param>
/// <param name="Before">What readers were told about it; null if nothing.</param>
/// <param name="Supports">The reports that say what is told; none if any may.</param>
internal sealed record PlannedItem(
    StoryReading Story, AlertKind Kind, bool OneSource, DateTimeOffset Since, string Why, ToldEvent? Before, IReadOnlyList<Report> Supports);
