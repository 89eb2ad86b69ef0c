using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Cycle;

/// <summary>Prints what a stage's run did: as lines for people, or as one line of JSON.</summary>
internal static class Report
{
    /// <param name="prefix">Before each line for people.</param>
    public static void Print(StageOutcome.Done done, bool json, string prefix = "")
    {
        if (json)
            CliJson.Print(new { done.Stage, Report = (object)done.Report });
        foreach (var line in json ? [] : ReportText.Of(done.Report))
            Console.WriteLine(prefix + line);
    }
}
