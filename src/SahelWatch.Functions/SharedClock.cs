using Microsoft.Extensions.Configuration;

namespace SahelWatch.Functions;

/// <summary>
/// A clock that stands at the modification time of a file, until somebody touches it: several workers can be taken through days of news together, and come to
/// the same results as one. For rehearsals (<c>SAHELWATCH_CLOCK=FILE</c>, see TESTING.md); timers and timeouts keep real time.
/// </summary>
internal sealed class SharedClock(string file) : TimeProvider
{
    private const string Setting = "SAHELWATCH_CLOCK";

    public override DateTimeOffset GetUtcNow() => File.GetLastWriteTimeUtc(file);

    /// <summary>The system's clock, unless the environment names a file.</summary>
    public static TimeProvider Of(IConfiguration configuration) => configuration[Setting] is { Length: > 0 } file ? new SharedClock(file) : System;
}
