using System.Diagnostics;

namespace SahelWatch.Domain;

/// <summary>The source of trace spans: the run of a stage and, within it, each feed and each delivery. None are created unless something listens.</summary>
internal static class Spans
{
    public const string Name = "SahelWatch";

    public static readonly ActivitySource Source = new(Name);
}
