using SahelWatch.Storage;

namespace SahelWatch;

/// <summary>What a run of a stage did.</summary>
/// <param name="Operations">On storage.</param>
public abstract record StageReport(DateTimeOffset At, BlobOperations Operations)
{
    /// <summary>The inputs that were in effect.</summary>
    public IReadOnlyList<InputVersion> Inputs { get; init => field = value ?? []; } = []; // absent in reports of older versions
}

/// <summary>The outcome of one stage of a cycle. Closed: only the nested records exist.</summary>
/// <param name="Stage">poll, group, alert, digest or prune.</param>
public abstract record StageOutcome(string Stage)
{
    public sealed record Done(string Stage, StageReport Report) : StageOutcome(Stage);

    /// <summary>Its work is left to the next cycle: nothing is marked as done that was not stored.</summary>
    public sealed record Failed(string Stage, Exception Error) : StageOutcome(Stage);
}
