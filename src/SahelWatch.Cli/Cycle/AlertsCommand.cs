using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Stories;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>alerts list</c>: what was sent; <c>alerts replay</c>: what the rules would have sent over the archive, when and why.</summary>
internal static class AlertsCommand
{
    private const int MostListed = 1000; // of a rule: a month of the most that a file may ask for is 3100 messages, which nobody reads

    public static Command Create() => new("alerts", "List the alerts sent, and try rules on the archive.")
    {
        Verb("list", "List the alerts sent, newest first.", ListAsync),
        Verb("replay", "Show what the rules (--alerts FILE, or those in effect) would have sent for the archive, when and why. Stores and sends nothing.",
            ReplayAsync),
    };

    private static Command Verb(string name, string description, Func<App, bool, DateTimeOffset, CancellationToken, Task> run)
    {
        var since = new Option<string>("--since") { Description = "How far back: a period (30d, 12h) or a date.", DefaultValueFactory = _ => "30d" };
        return Commands.Verb(name, description, async (app, line, cancellationToken) =>
        {
            var from = (await app.QueriesAsync(cancellationToken)).Since(line.GetValue(since)!);
            await run(app, line.GetValue(GlobalOptions.Json), from, cancellationToken);
            return ExitCode.Done;
        }, since);
    }

    private static async Task ListAsync(App app, bool json, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var rule in await RulesAsync(app, cancellationToken))
        {
            foreach (var alert in await app.Get<AlertStore>().SinceAsync(rule.Id, since, MostListed, cancellationToken))
            {
                any = true;
                foreach (var item in alert.Items)
                    Print(json, new Row(alert.Rule, alert.Key, alert.At, item.Kind, item.OneSource, item.Stored, item.Story.Headline.Text, null));
            }
        }

        if (!any)
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"No alert was sent since {since:yyyy-MM-dd}."));
    }

    private static async Task ReplayAsync(App app, bool json, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        var inputs = await app.Pipeline.InputsAsync(cancellationToken);
        var stories = await app.Get<StoryArchive>().SinceAsync(since, cancellationToken);
        foreach (var rule in await RulesAsync(app, cancellationToken))
        {
            var messages = 0;
            foreach (var message in AlertReplay.Run(rule, stories, since, now, inputs.Watchlist.Entries, inputs.Severities))
            {
                messages++;
                foreach (var item in message.Items)
                    Print(json, new Row(rule.Id, message.Key, message.At, item.Kind, item.OneSource, item.Story.Id, item.Headline, item.Why));
            }

            if (!json)
                Console.WriteLine($"{rule.Id}: {messages} messages since {since:yyyy-MM-dd}, judged over {stories.Count} stories.");
        }
    }

    private static async Task<IReadOnlyList<AlertRule>> RulesAsync(App app, CancellationToken cancellationToken) =>
        (await app.Pipeline.InputsAsync(cancellationToken)).Alerts is { Count: > 0 } rules
            ? rules
            : throw new InputException("There are no alerts: write them with `sahelwatch config edit alerts`, or name a file with --alerts.");

    private static void Print(bool json, Row row)
    {
        if (json)
        {
            CliJson.Print(row);
            return;
        }

        var kind = (row.Kind == AlertKind.FollowUp ? "follow-up" : row.Kind.ToString().ToLowerInvariant()) + (row.OneSource ? ", one source" : "");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{row.At.UtcDateTime:yyyy-MM-dd HH:mm}Z {row.Rule} {row.Key} {kind}: {row.Headline}{(row.Why is null ? "" : $"\n    {row.Why}")}"));
    }

    private sealed record Row(
        string Rule, string Key, DateTimeOffset At, AlertKind Kind, bool OneSource, StoryId Story, string Headline, string? Why);
}
