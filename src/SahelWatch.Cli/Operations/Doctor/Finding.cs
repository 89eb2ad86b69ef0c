namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Remedy">What to do; null where nothing is wrong.</param>
internal sealed record Finding(string Subject, string Observation, string? Remedy = null)
{
    public bool IsFine => Remedy is null;
}
