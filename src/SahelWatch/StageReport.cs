using SahelWatch.Storage;

namespace SahelWatch;

/// <summary>What a run of a stage did.</summary>
/// <param name="Operations">On storage.</param>
public abstract record StageReport(DateTimeOffset At, BlobOperations Operations)
{
    /// <summary>The inputs that were in effect.</summary>
    public IReadOnlyList<InputVersion> Inputs { get; init => field = value ?? []; } = []; // absent in reports of older versions
}
