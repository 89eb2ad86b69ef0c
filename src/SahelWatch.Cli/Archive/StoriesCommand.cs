using System.CommandLine;
using System.Globalization;
using SahelWatch.Domain;
using SahelWatch.Stories;

namespace SahelWatch.Cli.Archive;

/// <summary><c>stories</c>: lists what was reported lately; <c>--explain ID</c> says of one story which evidence joined each article to it.</summary>
internal static class StoriesCommand
{
    public static Command Create()
    {
        var since = new Option<string>("--since") { Description = "Stories that changed since: a span (3d, 12h) or a date.", DefaultValueFactory = _ => "1d" };
        var country = new Option<string?>("--country") { Description = "Only stories about this country (ISO 3166-1 alpha-2, as ML)." };
        var format = new Option<string>("--format") { Description = "text, or jsonl: the stored story a line.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "jsonl");
        var explain = new Option<string?>("--explain") { Description = "The id of a story, or of an article in it, to explain." };
        var command = new Command("stories", "List the stories of the last day, or explain one.") { since, country, format, explain };
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var archive = app.Get<StoryArchive>();
            if (line.GetValue(explain) is { } id)
                return Explain(archive, await archive.FindAsync(id, cancellationToken)
                    ?? throw new InputException($"--explain {id}: no story and no article of late has this id."));
            var json = line.GetValue(format) == "jsonl" || line.GetValue(GlobalOptions.Json);
            foreach (var story in await archive.SinceAsync(Since(line.GetValue(since)!, app.Get<TimeProvider>().GetUtcNow()), cancellationToken))
            {
                if (line.GetValue(country) is not { } code || story.Countries.Contains(code, StringComparer.OrdinalIgnoreCase))
                    Console.WriteLine(json ? StoryArchive.Json(story) : Row(archive, story));
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static int Explain(StoryArchive archive, Story found)
    {
        Console.WriteLine(Row(archive, found));
        if (found.MergedInto is { } other)
            Console.WriteLine($"  merged into {other}");
        foreach (var report in found.Reports)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {report.Date:yyyy-MM-dd HH:mm} {report.Language} {report.Source}: {report.Title} [{report.Article}]\n      {(report.CopyOf is null ? "" : "copy: ")}{report.Because}"));
        foreach (var change in found.History)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {change.At:yyyy-MM-dd HH:mm} {change.Kind}: {change.Articles.Count} articles, {change.Other}; {change.Because}"));
        return ExitCode.Done;
    }

    private static string Row(StoryArchive archive, Story story) => string.Create(CultureInfo.InvariantCulture,
        $"{story.Id} {archive.LifeOf(story).ToString().ToLowerInvariant(),-7} {story.LastReported:yyyy-MM-dd HH:mm} [{string.Join(' ', story.Countries)}] {(story.Reports is [var first, ..] ? first.Title : "")} ({StoryOrigins.Describe(story)})");

    private static DateTimeOffset Since(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && text[^1] is 'd' or 'h')
            return now - (text[^1] == 'd' ? TimeSpan.FromDays(count) : TimeSpan.FromHours(count));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
            : throw new InputException($"--since {text}: write a span (3d, 12h) or a date (2026-11-20).");
    }
}
