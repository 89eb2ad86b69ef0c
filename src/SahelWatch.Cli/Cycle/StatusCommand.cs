using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Feeds;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch status</c>: what the last runs did, and what needs a look.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Format = new(CliJson.Indented) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create() => Commands.Verb(
        "status", "Show what the last runs did and which feeds need attention. Exit code 1 if any do.",
        async (app, line, cancellationToken) =>
    {
        var status = await app.Pipeline.StatusAsync(cancellationToken);
        var trouble = status.Feeds.Where(f => f.Health is not (FeedHealth.Healthy or FeedHealth.Unknown)).ToList();
        if (line.GetValue(GlobalOptions.Json))
            Console.WriteLine(JsonSerializer.Serialize(Summary(status, trouble), Format));
        else
            Print(status, trouble);
        return trouble.Count > 0 || status.SetAside.Count > 0 || status.Inputs.Any(i => i.Problem is not null)
            || status.Group is { Problems.Count: > 0 }
            || (status.Digest is { } digest && ReportText.NeedsALook(digest)) || (status.Alert is { } alert && ReportText.NeedsALook(alert))
            ? ExitCode.DoneWithFailures
            : ExitCode.Done;
    });

    private static void Print(StatusReport status, List<FeedStatus> trouble)
    {
        Lines(status.Poll?.At, status.Poll is null ? ["Never polled: sahelwatch run"] : ReportText.Of(status.Poll with { Failures = [], Notes = [] }));
        if (status.Group is not null)
            Lines(status.Group.At, ReportText.Of(status.Group));
        if (status.Digest is not null)
            Lines(status.Digest.At, ReportText.Of(status.Digest));
        if (status.Alert is not null)
            Lines(status.Alert.At, ReportText.Of(status.Alert));
        foreach (var wait in status.Waiting)
            Console.WriteLine($"Alert waiting: {wait}");
        if (status.Poison is { } poison)
            Console.WriteLine($"Queue messages given up: {poison.Messages}, the last {poison.At:yyyy-MM-dd HH:mm}Z ({poison.Queue}: {PrintableText.Of(poison.Message)}).");
        var healthy = status.Feeds.Count(f => f.Health == FeedHealth.Healthy);
        var unknown = status.Feeds.Count(f => f.Health == FeedHealth.Unknown);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Feeds: {healthy} healthy, {trouble.Count} to look at, {unknown} not polled yet."));
        foreach (var feed in trouble.OrderBy(f => f.Health).ThenBy(f => f.Feed.Title, StringComparer.Ordinal))
            Console.WriteLine(Row(feed));
        foreach (var line in ReportText.SetAside(status.SetAside))
            Console.WriteLine(line);
        foreach (var input in status.Inputs.Where(i => i.Problem is not null))
            Console.WriteLine($"{input.File}: the version in storage is invalid, so an earlier one is in effect ({input.Origin}). {input.Problem}");
    }

    private static string Row(FeedStatus feed)
    {
        var since = feed.State?.HealthSince is { } time ? $" since {time:yyyy-MM-dd HH:mm}Z" : "";
        var reason = feed.State?.Reason is { } why ? $": {why}" : "";
        var next = feed.State is { } state && state.Health != FeedHealth.Gone ? $"; next try {state.NextDue:yyyy-MM-dd HH:mm}Z" : "";
        return $"  {feed.Health.ToString().ToLowerInvariant(),-8} {feed.Feed.Title} ({feed.Feed.Url}){since}{reason}{next}";
    }

    private static void Lines(DateTimeOffset? at, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.WriteLine(at is null ? line : $"{at:yyyy-MM-dd HH:mm}Z {line}");
    }

    private static object Summary(StatusReport status, List<FeedStatus> trouble) => new
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
        Trouble = trouble.Select(f => new { f.Feed.Title, f.Feed.Url, f.Health, f.State?.HealthSince, f.State?.Reason, f.State?.NextDue }),
    };
}
