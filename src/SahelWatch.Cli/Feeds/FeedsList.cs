using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SahelWatch.Domain;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds list</c>: every feed of the list and its health.</summary>
internal static class FeedsList
{
    public static Command Create()
    {
        var command = new Command("list", "List the feeds and their health.");
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var status = await app.Pipeline.StatusAsync(cancellationToken);
            var feeds = status.Feeds.OrderBy(f => f.Feed.Country, StringComparer.Ordinal).ThenBy(f => f.Feed.Title, StringComparer.Ordinal);
            foreach (var feed in feeds)
                Console.WriteLine(line.GetValue(GlobalOptions.Json) ? Json(feed).ToJsonString(FeedCheck.Format) : Row(feed));
            return ExitCode.Done;
        }));
        return command;
    }

    private static string Row(FeedStatus status)
    {
        var (feed, state) = (status.Feed, status.State);
        var since = state?.HealthSince is { } time && status.Health != FeedHealth.Healthy ? $" since {Day(time)}" : "";
        var moved = state?.MovedTo is { } to ? $" (moved to {to})" : "";
        var news = state?.LastNewEntry is { } last ? $", last new {Day(last)}" : "";
        var reason = state?.Reason is { } why ? $": {why}" : "";
        var unseen = feed.IsUnchecked && state?.LastSuccess is null ? " (unchecked: never seen to answer)" : "";
        return $"{status.Health.ToString().ToLowerInvariant(),-8} {feed.Language ?? "--",-3} {feed.Country ?? "",-14} {feed.Title}  {feed.Url}{moved}{unseen}{since}{reason}{news}";
    }

    private static JsonObject Json(FeedStatus status) => new()
    {
        ["id"] = status.Feed.Id.Value,
        ["title"] = status.Feed.Title,
        ["url"] = status.Feed.Url.OriginalString,
        ["language"] = status.Feed.Language,
        ["country"] = status.Feed.Country,
        ["kind"] = status.Feed.Kind,
        ["unchecked"] = status.Feed.IsUnchecked && status.State?.LastSuccess is null,
        ["health"] = status.Health.ToString().ToLowerInvariant(),
        ["since"] = Iso(status.State?.HealthSince),
        ["reason"] = status.State?.Reason,
        ["movedTo"] = status.State?.MovedTo?.OriginalString,
        ["lastNewEntry"] = Iso(status.State?.LastNewEntry),
        ["nextDue"] = status.Health == FeedHealth.Gone ? null : Iso(status.State?.NextDue),
    };

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Iso(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
