using System.Text.Json;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds list</c>: every feed of the list and its health.</summary>
internal static class FeedsList
{
    public static Command Create() => Commands.Verb("list", "List the feeds and their health.", async (app, line, cancellationToken) =>
    {
        var status = await app.Pipeline.StatusAsync(cancellationToken);
        var feeds = status.Feeds.OrderBy(f => f.Feed.Country, StringComparer.Ordinal).ThenBy(f => f.Feed.Title, StringComparer.Ordinal);
        foreach (var feed in feeds)
            Console.WriteLine(line.GetValue(GlobalOptions.Json) ? JsonSerializer.Serialize(Json(feed), CliJson.Lines) : Row(feed));
        return ExitCode.Done;
    });

    private static string Row(FeedStatus status)
    {
        var (feed, state) = (status.Feed, status.State);
        var since = state?.HealthSince is { } time && status.Health != FeedHealth.Healthy ? $" since {Day(time)}" : "";
        var moved = status.MovedTo is { } to ? $" (moved to {to})" : "";
        var news = state?.LastNewEntry is { } last ? $", last new {Day(last)}" : "";
        var reason = state?.Reason is { } why ? $": {why}" : "";
        var unseen = feed.IsUnchecked && state?.LastSuccess is null ? " (unchecked: never seen to answer)" : "";
        var health = status.Health.ToString().ToLowerInvariant();
        return $"{health,-8} {feed.Language ?? "--",-3} {feed.Country ?? "",-14} {feed.Title}  {feed.Url}{moved}{unseen}{since}{reason}{news}";
    }

    private static object Json(FeedStatus status) => new
    {
        Id = status.Feed.Id.Value,
        status.Feed.Title,
        status.Feed.Url,
        status.Feed.Language,
        status.Feed.Country,
        status.Feed.Kind,
        Unchecked = status.Feed.IsUnchecked && status.State?.LastSuccess is null,
        Health = status.Health.ToString().ToLowerInvariant(),
        Since = CliJson.Iso(status.State?.HealthSince),
        status.State?.Reason,
        status.MovedTo,
        LastNewEntry = CliJson.Iso(status.State?.LastNewEntry),
        NextDue = status.Health == FeedHealth.Gone ? null : CliJson.Iso(status.State?.NextDue),
    };

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
