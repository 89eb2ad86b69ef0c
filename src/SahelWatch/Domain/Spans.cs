using System.Diagnostics;

namespace SahelWatch.Domain;

/// <summary>Where the spans of a trace come from: a stage's run, and within it each feed and each mail. Nothing is made where nobody listens.</summary>
internal static class Spans
{
    public const string Name = "SahelWatch";

    public static readonly ActivitySource Source = new(Name);
}
