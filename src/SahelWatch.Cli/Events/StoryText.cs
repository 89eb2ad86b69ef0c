using SahelWatch.Feeds;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Events;

/// <summary>Prints stories for people: a list, or everything about one.</summary>
internal static class StoryText
{
    public static void Print(StoryArchive archive, IReadOnlyList<Story> stories) => TextTable.Print(
        Console.Out, ["ID", "STATE", "LAST REPORT", "COUNTRIES", "HEADLINE"], [.. stories.Select(s => (string[])
        [
            s.Id.Value, Life(archive, s), Time(s.LastReported), string.Join(' ', s.Countries),
            $"{(s.Reports is [var first, ..] ? first.Title : "")} ({StoryOrigins.Describe(s)})",
        ])]);

    public static void Print(StoryArchive archive, Story story)
    {
        Print(archive, [story]);
        if (story.MergedInto is { } other)
            Console.WriteLine($"Merged into {other}.");
        foreach (var report in story.Reports)
        {
            Print($"  {Time(report.Date)} {report.Language} {report.Source}: {report.Title} [{report.Article}]");
            Print($"      {(report.CopyOf is null ? "" : "copy: ")}{report.Because}");
            if (report.Why.Count > 0)
                Print($"      kept for {string.Join(", ", report.Why.Select(e => $"\"{e.Term}\" in its {e.Field}"))}");
            foreach (var figure in report.Figures)
            {
                var range = figure.High is { } high ? $"{figure.Value} to {high}" : $"{figure.Value}";
                Print($"      {figure.Kind} {figure.Qualifier} {range}{(figure.Source is { } by ? $", says {by}" : "")}: \"{figure.Quote}\"");
            }
        }

        foreach (var change in story.History)
            Print($"  {Time(change.At)} {change.Kind}: {ReportText.Count(change.Articles.Count, "article")}, {change.Other}; {change.Because}");
    }

    /// <summary>Text from outlets may contain characters that reverse the line or clear the screen.</summary>
    private static void Print(string line) => Console.WriteLine(PrintableText.Of(line));

    private static string Life(StoryArchive archive, Story story) => archive.LifeOf(story).ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
