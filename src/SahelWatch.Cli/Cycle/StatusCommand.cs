using SahelWatch.Feeds;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch status</c>: what the last runs did, and what needs a look.</summary>
internal static class StatusCommand
{
    private const string WhatToChange =
        "  What to change: sahelwatch feeds check --all. Where most fail at once, look at this machine's network, DNS and firewall first.";

    public static Command Create() => Commands.Verb(
        "status", "Show what the last runs did and which feeds need attention. Exit code 1 if any do.",
        async (app, line, cancellationToken) =>
    {
        var status = await app.Pipeline.StatusAsync(cancellationToken);
        if (line.GetValue(GlobalOptions.Json))
            CliJson.PrintIndented(Summary(status));
        else
            Print(status);
        // Before the first poll nothing has gone wrong.
        return status is { Poll: not null, Worst: not null } ? ExitCode.DoneWithFailures : ExitCode.Done;
    });

    private static void Print(StatusReport status)
    {
        var feeds = status.Feeds.CountBy(f => f.Health).ToDictionary();
        string[] lines =
        [
            .. ReportText.Of(status),
            $"Feeds: {feeds.GetValueOrDefault(FeedHealth.Healthy)} healthy, {status.Troubled.Count} to look at, "
                + $"{feeds.GetValueOrDefault(FeedHealth.Unknown)} not polled yet.",
            .. status.Troubled.Select(Row),
            .. status.Troubled.Count == 0 ? [] : new[] { WhatToChange },
        ];
        foreach (var line in lines)
            Console.WriteLine(PrintableText.Of(line));
    }

    private static string Row(FeedStatus feed)
    {
        var since = feed.State?.HealthSince is { } time ? $" since {time:yyyy-MM-dd HH:mm}Z" : "";
        var reason = feed.State?.Reason is { } why ? $": {why}" : "";
        var next = feed.State is { } state && state.Health != FeedHealth.Gone ? $"; next try {state.NextDue:yyyy-MM-dd HH:mm}Z" : "";
        return $"  {feed.Health.ToString().ToLowerInvariant(),-8} {feed.Feed.Title} ({feed.Feed.Url}){since}{reason}{next}";
    }

    private static object Summary(StatusReport status) => new
    {
        status.At,
        status.Poll,
        status.Group,
        status.Alert,
        status.Waiting,
        status.Digest,
        status.Poison,
        status.SetAside,
        status.Inputs,
        Feeds = status.Feeds.Count,
        Moved = status.Feeds.Where(f => f.MovedTo is not null).Select(f => new { f.Feed.Title, f.Feed.Url, f.MovedTo }),
        Trouble = status.Troubled.Select(f => new { f.Feed.Title, f.Feed.Url, f.Health, f.State?.HealthSince, f.State?.Reason, f.State?.NextDue }),
    };
}
