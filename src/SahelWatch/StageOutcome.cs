using SahelWatch.Alerts;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch;

/// <summary>How one stage of a cycle ended. Closed: the nested records are all there are.</summary>
public abstract record StageOutcome
{
    private StageOutcome() { }

    public sealed record Polled(PollReport Report) : StageOutcome;

    public sealed record Grouped(GroupReport Report) : StageOutcome;

    public sealed record Alerted(AlertReport Report) : StageOutcome;

    public sealed record Mailed(DigestReport Report) : StageOutcome;

    public sealed record Pruned(PruneReport Report) : StageOutcome;

    /// <summary>Its time has not come.</summary>
    public sealed record NotDue : StageOutcome;

    /// <summary>It left its work to the next cycle: nothing is marked as done that was not stored.</summary>
    /// <param name="Stage">As a sentence begins: "Polling", "Grouping".</param>
    public sealed record Failed(string Stage, Exception Error) : StageOutcome;
}
