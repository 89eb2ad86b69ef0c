using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SahelWatch.Cli.Cycle;

/// <summary>What the runs did, as JSON for programs: a line a stage.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Lines = new(CliJson.Lines) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static string Of(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Polled(var report) => Line("poll", report),
        StageOutcome.Grouped(var report) => Line("group", report),
        StageOutcome.Alerted(var report) => Line("alert", report),
        StageOutcome.Mailed(var report) => Line("digest", report),
        StageOutcome.Pruned(var report) => Line("prune", report),
        StageOutcome.Failed failed => Line("failed", new { failed.Stage, Error = ReportText.Of(failed) }),
        StageOutcome.NotDue => Line("notDue", null),
        _ => throw new UnreachableException(),
    };

    private static string Line(string stage, object? report) => JsonSerializer.Serialize(new { Stage = stage, Report = report }, Lines);
}
