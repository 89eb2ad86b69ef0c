using SahelWatch.Digests;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Alerts.Rendering;

/// <summary>The texts of an alert in the rule's language, shared by mail, plain text and channels.</summary>
internal sealed class AlertPhrases(Alert alert) : StoryPhrases(alert.Language, alert.TimeZone)
{
    /// <summary>Characters; phones show about half of this.</summary>
    private const int LongestSubject = 150;

    /// <summary>The number of outlets named; the others are only counted.</summary>
    private const int MostNamed = 5;

    /// <summary>"Alert: Djibo, Burkina Faso: Gunmen kill 40 at a market (late)"; for several events, their number and the first.</summary>
    public string Subject()
    {
        var (first, alone) = (alert.Items[0], alert.Items.Count == 1);
        var mark = alert.Late ? $" ({Frame["alert.late"]})" : alone && first.OneSource ? $" ({Frame["alert.one"]})" : "";
        var what = first.Story.Gist ?? first.Story.Headline.Text;
        var head = (alone ? Kind(first) : Frame.Count("alerts", alert.Items.Count)) + Frame["colon"] + PlaceBefore(first.Story, what);
        return head + Frame.Name(CleanText.Line(what, LongestSubject - head.Length - mark.Length)) + mark;
    }

    /// <summary>"Djibo, Burkina Faso: Gunmen kill 40 at a market".</summary>
    public string Line(DigestStory story) => What(story) is var what ? PlaceBefore(story, what) + what : "";

    public string Kind(AlertItem item) => Frame[item.Kind switch
    {
        AlertKind.Growth => "alert.growth",
        AlertKind.FollowUp => "alert.followup",
        AlertKind.Correction => "alert.correction",
        _ => "alert.new",
    }];

    /// <summary>"Alert · one source, not yet confirmed".</summary>
    public string Mark(AlertItem item) => item.OneSource ? Kind(item) + Dot + Frame["alert.one"] : Kind(item);

    public string Late() => Frame.Say("alert.late.why", Moment(alert.Items.Min(i => i.Story.FirstReported)));

    /// <summary>"at least 40 killed according to the army (Studio Tamani; 22 October, 17:20)"; does not mention figures in earlier digests.</summary>
    public IEnumerable<(string Count, string Says)> Figures(DigestStory story) =>
        story.Figures.Select(f => (Count(f), Says(f with { Was = null })));

    /// <summary>"Reported by RFI, AIB, +3 (5 reports, 2 languages)".</summary>
    public string ReportedBy(DigestStory story)
    {
        var names = story.Sources.Select(s => Frame.Name(s.Name)).Distinct(StringComparer.Ordinal).ToList();
        var more = Math.Max(story.Lineage.Outlets, names.Count) - Math.Min(names.Count, MostNamed);
        var named = Frame.List(more > 0 ? names.Take(MostNamed).Append($"+{Frame.Number(more)}") : names);
        return $"{Frame["alert.by"]}{Frame["colon"]}{named} ({Reports(story.Lineage)})";
    }

    /// <summary>The place, unless the text that follows begins with it.</summary>
    private string PlaceBefore(DigestStory story, string what)
    {
        var head = what.Split(':', 2) is [var before, _] ? before : "";
        return story.Places.Count == 0 || story.Places.Any(p => head.Contains(p, StringComparison.OrdinalIgnoreCase)) ? "" : Where(story) + Frame["colon"];
    }
}
