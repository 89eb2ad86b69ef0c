using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;

namespace SahelWatch.Cli.Operations;

/// <summary><c>channels</c>: where messages go besides mail. Never prints addresses or secrets.</summary>
internal static class ChannelsCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "As `channels list` prints it." };

    public static Command Create() => new("channels", "List and test the chat rooms, phones and programs that editions and alerts are sent to.")
    {
        Commands.Verb("list", "List the channels in the settings and what is wrong with them.", ListAsync),
        Commands.Verb("test", "Send a test message to a channel.", TestAsync, Name),
    };

    private static async Task<int> ListAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var rows = await AllAsync(app, cancellationToken);
        if (line.GetValue(GlobalOptions.Json))
            CliJson.Print(rows);
        foreach (var row in line.GetValue(GlobalOptions.Json) ? [] : rows)
        {
            var state = row.Fault is { } fault ? $"LOOK: {fault}" : "ok";
            Console.WriteLine($"{row.Name,-20} {row.Kind,-9} {state}{(row.UsedBy.Count > 0 ? "; " : "")}{string.Join(", ", row.UsedBy)}");
        }

        if (rows.Count == 0)
            await Console.Error.WriteLineAsync("No channel is configured; see docs/alerts.md.");
        return rows.Any(r => r.Fault is not null) ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    /// <summary>The channels in the settings, and those that an edition or alert names but the settings lack.</summary>
    public static async Task<IReadOnlyList<ChannelRow>> AllAsync(App app, CancellationToken cancellationToken)
    {
        var options = app.Get<DeliveryOptions>();
        var inputs = await app.Pipeline.InputsAsync(cancellationToken);
        var users = inputs.Editions.SelectMany(e => e.Channels.Select(c => (Channel: c, User: $"edition {e.Id}")))
            .Concat(inputs.Alerts.SelectMany(a => a.Channels.Select(c => (Channel: c, User: $"alert {a.Id}")))).ToLookup(c => c.Channel, c => c.User);
        return [.. options.Channels.Keys.Union(users.Select(u => u.Key)).Order(StringComparer.Ordinal).Select(name =>
            options.Channels.GetValueOrDefault(name) is { } channel
                ? new ChannelRow(name, channel.Kind.ToString(), [.. users[name]], channel.Fault(options.AllowPrivateChannels))
                : new ChannelRow(name, "?", [.. users[name]], "has no settings"))];
    }

    private static async Task<int> TestAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var (name, now) = (line.GetRequiredValue(Name), app.Get<TimeProvider>().GetUtcNow());
        var channels = app.Get<DeliveryOptions>().Channels.Keys;
        if (!channels.Contains(name))
            throw new InputException($"There is no channel \"{name}\" in the settings; "
                + $"{(channels.Count == 0 ? "docs/alerts.md says how one is set up" : $"there are {string.Join(", ", channels.Order(StringComparer.Ordinal))}")}.");
        var message = new ChannelMessage
        {
            Id = $"test/{now.ToUnixTimeMilliseconds()}",
            At = now,
            Title = "SahelWatch: test",
            Lines = [new("This channel works: digests and alerts sent to it arrive here.")],
            Language = "en",
        };
        var outcome = await app.Get<WebhookSender>().SendAsync(name, message, cancellationToken);
        var (reason, wait) = outcome switch
        {
            MailOutcome.PermanentFailure failure => (failure.Reason, null),
            MailOutcome.TemporaryFailure failure => (failure.Reason, failure.RetryAfter),
            _ => (null, (TimeSpan?)null),
        };
        if (line.GetValue(GlobalOptions.Json))
            CliJson.Print(new { name, sent = reason is null, reason, retryAfter = wait });
        else
            Console.WriteLine(reason is null ? $"Channel {name}: sent." : $"{reason}{(wait is { } after ? $" It asks to wait {after}." : "")}");
        return reason is null ? ExitCode.Done : ExitCode.DoneWithFailures;
    }
}

/// <param name="Fault">What is wrong with its settings; null if nothing.</param>
internal sealed record ChannelRow(string Name, string Kind, IReadOnlyList<string> UsedBy, string? Fault);
