using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;

namespace SahelWatch.Alerts.Judging;

/// <summary>Decides whether a story is an alert: big, new, and certain enough. Pure.</summary>
internal static class AlertJudge
{
    /// <summary>Events that could have been sent longer ago are left to the digest.</summary>
    public static readonly TimeSpan TooLate = TimeSpan.FromDays(1);

    /// <summary>An alert that is sent later than this says so; events known for longer before the rule was created are ignored.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(1);

    /// <summary>A figure this many times what was sent is news again; this small a fraction of it is a correction.</summary>
    private const int Doubled = 2;

    /// <summary>An edit that leaves more than this fraction of a figure needs no correction.</summary>
    private const double MuchLess = 0.75;

    /// <summary>The least that "dozens" can be, in three languages.</summary>
    public const int Dozens = 20;

    private const string NoNews = "its titles are about the past, trials, drills or denials";

    /// <summary>A story grows fast if its reports are this many times the usual number.</summary>
    private const int MuchFaster = 4;

    /// <param name="told">What the rule has sent recently, oldest first.</param>
    /// <param name="usual">The usual number of independent reports of a story within <see cref="AlertRule.GrowthWithin"/>.</param>
    /// <param name="begun">When the rule was first run.</param>
    public static Verdict Judge(
        AlertRule rule, StoryReading story, IReadOnlyList<ToldEvent> told, double usual, DateTimeOffset begun, DateTimeOffset now)
    {
        if (NotItsBusiness(rule, story) is { } why)
            return new Verdict.Silent(why);
        var known = ToldEvent.Together(told.Where(t => t.IsOf(story.Story)));
        if (known is not null && Correction(story, known, rule) is { } corrected)
            return Sure(rule, corrected, AlertKind.Correction, now);
        if (story.IsNoNews)
            return new Verdict.Silent(NoNews);
        known ??= told.LastOrDefault(t => t.IsLike(story));
        var reasons = Reasons(rule, story, known).ToList();
        if (known is null && reasons.Count == 0 && Growth(rule, story, usual, now) is { } growth)
            reasons.Add(growth);
        if (reasons.Count == 0)
            return new Verdict.Silent(known is null ? "below every threshold" : $"sent with {known.Story}, and not more severe since");
        return Surest(rule, reasons, known, now) switch
        {
            Verdict.Tell tell when now - tell.Since > TooLate => new Verdict.Silent("over a day old: left to the digest"),
            Verdict.Tell tell when tell.Since < begun - LateAfter => new Verdict.Silent("known before the rule was made"),
            var verdict => verdict,
        };
    }

    /// <summary>Judges a held event again as story and rule are when it is released: it may have been denied, or be smaller than first reported.</summary>
    public static Verdict Again(AlertRule rule, StoryReading story, HeldItem held, DateTimeOffset now)
    {
        if (held.Kind == AlertKind.Correction)
            return new Verdict.Tell(held.Kind, held.OneSource, held.At, held.Why, []);
        if (NotItsBusiness(rule, story) is { } why)
            return new Verdict.Silent(why);
        if (story.IsNoNews)
            return new Verdict.Silent(NoNews);
        if (held.Kind == AlertKind.Growth)
            return new Verdict.Tell(held.Kind, held.OneSource, held.At, held.Why, []);
        var reasons = Reasons(rule, story, held.Before).ToList();
        return reasons.Count == 0 ? new Verdict.Silent("below every threshold") : Surest(rule, reasons, held.Before, now);
    }

    /// <summary>The independent reports within the period for growth.</summary>
    public static int Pace(AlertRule rule, StoryReading story, DateTimeOffset now) =>
        Origins.Of(Latest(rule, story, now)).Count;

    private static List<Report> Latest(AlertRule rule, StoryReading story, DateTimeOffset now) =>
        [.. story.Reports.Where(r => r.Date > now - rule.GrowthWithin && r.Date <= now)];

    private static string? NotItsBusiness(AlertRule rule, StoryReading story) => true switch
    {
        _ when story.Reports.Count == 0 => "it is only reported in logs of many events",
        _ when rule.Countries.Count > 0 && !story.Story.Countries.Any(rule.Countries.Contains) => "not of the rule's countries",
        _ when rule.Themes.Count > 0 && !story.Story.Themes.Any(rule.Themes.Contains) => "not of the rule's themes",
        _ when story.Story.Themes is ["sport", ..] => "sport",
        _ when story.IsElsewhere => "it happened elsewhere",
        _ when story.Severity.Level == SeverityTable.Routine => "routine",
        _ => null,
    };

    /// <summary>Why it is big; if it was sent before, why it is more severe now.</summary>
    private static IEnumerable<Reason> Reasons(AlertRule rule, StoryReading story, ToldEvent? known)
    {
        foreach (var (kind, threshold) in rule.Thresholds.OrderBy(t => t.Key != "killed").ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            var least = Math.Max(threshold, known?.Of(kind) is { } was ? Doubled * was.Value : 0);
            if (story.Standing(kind) is { } stands && stands.Value >= least)
                yield return new Reason(AlertKind.New, story.Counting(kind, least), Invariant($"{stands.Value} {kind} (from {least} on)"));
            else if (kind == "killed" && known is null && story.SaysDozens && least <= Dozens)
                yield return new Reason(AlertKind.New, story.SayingDozens, Invariant($"dozens killed (from {least} on)"));
        }

        foreach (var id in rule.Events.Concat(rule.Breaks).Distinct().Where(story.Events.Contains))
        {
            if (known is null || (AlertEvents.Shipped.Graver.Contains(id) && !known.Events.Contains(id)))
                yield return new Reason(AlertKind.New, story.Saying(id), $"event: {id}");
        }

        if (known is null && rule.Words.Count > 0 && story.Naming(new WordPatterns(rule.Words.Select(w => w.Trim().Replace(' ', '_')))) is [_, ..] named)
            yield return new Reason(AlertKind.New, named, "a word of the rule in its title");
    }

    private static Reason? Growth(AlertRule rule, StoryReading story, double usual, DateTimeOffset now) =>
        rule.Growth is { } least && Pace(rule, story, now) is var pace && pace >= Math.Max(least, MuchFaster * usual)
            ? new Reason(AlertKind.Growth, Latest(rule, story, now),
                Invariant($"{pace} independent reports within {rule.GrowthWithin.TotalHours:0} h (usual: {usual:0.0})"))
            : null;

    /// <summary>
    /// Why what was sent is no longer true: an edited report gives a figure below the threshold or a quarter smaller, the figure of a later report is at
    /// most half of the one sent, or two independent reports deny it.
    /// </summary>
    private static Reason? Correction(StoryReading story, ToldEvent known, AlertRule rule)
    {
        foreach (var told in known.Figures)
        {
            if (!rule.Thresholds.TryGetValue(told.Kind, out var threshold) || told.Value < threshold)
                continue;
            // A report that has moved to another story is about another event and corrects nothing.
            if (story.Reports.FirstOrDefault(r => r.Article == told.Article) is not { } report)
                continue;
            var stands = story.Standing(told.Kind)?.Value ?? 0;
            var edited = report.Former.Count > 0 && report.Figures.All(f => f.Kind != told.Kind || f.Value != told.Value)
                && (stands < threshold || stands <= told.Value * MuchLess);
            // What was there when it was told corrects nothing: a merge may have brought it here.
            var later = story.Counting(told.Kind, 1).Where(r => r.FirstSeen > known.At).ToList();
            var halved = stands > 0 && stands * Doubled <= told.Value && !story.IsDisputed(told.Kind)
                && later.Exists(r => r.Figures.Any(f => f.Kind == told.Kind && f.Value == stands));
            if (edited || halved)
                return new Reason(AlertKind.Correction, edited ? [report] : later, Invariant($"{told.Value} {told.Kind} sent, now {stands}"), true);
        }

        return !known.Withdrawn && story.DenyingSince(known.At) is { Count: > 1 } denials && Origins.Of(denials).Count > 1
            ? new Reason(AlertKind.Correction, denials, "denied", IsSure: true)
            : null;
    }

    /// <summary>The reason that has enough sources, if one has.</summary>
    private static Verdict Surest(AlertRule rule, List<Reason> reasons, ToldEvent? known, DateTimeOffset now) =>
        reasons.Select(r => Sure(rule, r, known is null ? r.Kind : AlertKind.FollowUp, now)).OrderBy(v => v is not Verdict.Tell).First();

    /// <summary>Whether there are enough sources, and since when.</summary>
    private static Verdict Sure(AlertRule rule, Reason reason, AlertKind kind, DateTimeOffset now)
    {
        var reports = reason.Supports.OrderBy(r => r.Date).ThenBy(r => r.Article.Value, StringComparer.Ordinal).ToList();
        if (reports.Count == 0)
            return new Verdict.Silent($"{reason.Why}, and no report of its own says so");
        for (var count = 1; count <= reports.Count; count++)
        {
            var last = reports[count - 1];
            if (reason.IsSure || rule.Trusted.Contains(last.Kind, StringComparer.OrdinalIgnoreCase) || Origins.Of(reports[..count]).Count >= rule.Sources)
                return new Verdict.Tell(kind, OneSource: false, reason.IsSure ? reports[^1].Date : last.Date, reason.Why, reports);
        }

        var until = reports[0].Date + rule.Wait;
        return now < until ? new Verdict.Waits(until, $"{reason.Why}; only {reports[0].Source} reports it so far")
            : new Verdict.Tell(kind, true, until, reason.Why, reports);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Supports">The supporting reports.</param>
    /// <param name="IsSure">Whether no second report is needed.</param>
    private sealed record Reason(AlertKind Kind, IReadOnlyList<Report> Supports, string Why, bool IsSure = false);
}
