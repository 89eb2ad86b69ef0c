using SahelWatch.Alerts;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch;

/// <summary>The outcome of one stage of a cycle. Closed: only the nested records exist.</summary>
public abstract record StageOutcome
{
    private StageOutcome() { }

    public sealed record Polled(PollReport Report) : StageOutcome;

    public sealed record Grouped(GroupReport Report) : StageOutcome;

    public sealed record Alerted(AlertReport Report) : StageOutcome;

    public sealed record Mailed(DigestReport Report) : StageOutcome;

    public sealed record Pruned(PruneReport Report) : StageOutcome;

    /// <summary>It is not due.</summary>
    public sealed record NotDue : StageOutcome;

    /// <summary>Its work is left to the next cycle: nothing is marked as done that was not stored.</summary>
    /// <param name="Stage">For the start of a sentence: "Polling", "Grouping".</param>
    public sealed record Failed(string Stage, Exception Error) : StageOutcome;
}
