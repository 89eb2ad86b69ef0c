namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Remedy">What to do; null if nothing is wrong.</param>
internal sealed record Finding(string Subject, string Observation, string? Remedy = null)
{
    public bool IsFine => Remedy is null;
}
