using System.Collections.Concurrent;
using System.Text.Json;
using SahelWatch.Polling;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds check</c>: polls every feed now, as if for the first time, and proposes changes. Stores nothing.</summary>
internal static class FeedsCheck
{
    public static Command Create()
    {
        var urls = new Argument<string[]>("url")
        { Description = "Feeds to check, on the list or not. Default: the whole list.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Check the whole list, and end with what to fix in it." };
        return Commands.Verb("check", "Poll every feed now and propose changes. Exit code 1 if a feed cannot be read.", async (app, line, cancellationToken) =>
        {
            var status = await app.Pipeline.StatusAsync(cancellationToken);
            var listed = status.Feeds.ToDictionary(f => f.Feed.Id);
            IReadOnlyList<Feed> feeds = !line.GetValue(all) && line.GetValue(urls) is { Length: > 0 } named
                ? [.. named.Select(u => FeedSearch.Unlisted(Address(u))).Select(f => listed.GetValueOrDefault(f.Id)?.Feed ?? f)]
                : (await app.Pipeline.InputsAsync(cancellationToken)).Feeds;
            var checks = await CheckAsync(app.Get<FeedPoller>(), feeds, listed, cancellationToken);
            var failed = checks.Count(c => c.Result.Outcome is FeedOutcome.Failed);
            var waiting = checks.Count(c => c.Result.Outcome is FeedOutcome.PutOff);
            var json = line.GetValue(GlobalOptions.Json);
            foreach (var check in checks)
                Console.WriteLine(json ? JsonSerializer.Serialize(check.Json(), CliJson.Lines) : string.Join(Environment.NewLine, check.Lines()));
            if (line.GetValue(all) && !json)
                Console.WriteLine(ToFix(checks));
            Console.Error.WriteLine($"{checks.Count - failed - waiting} of {checks.Count} feeds can be read{(waiting > 0 ? $", {waiting} not polled" : "")}.");
            return failed > 0 ? ExitCode.DoneWithFailures : ExitCode.Done;
        }, urls, all);
    }

    /// <summary>One line for each outline of the list to change: its address and the change.</summary>
    private static string ToFix(IEnumerable<FeedCheck> checks)
    {
        var lines = checks.Where(c => c.ToFix is not null)
            .Select(c => $"  {c.Result.Feed.Title}  {c.Result.Feed.Url}: {c.ToFix}").ToList();
        return string.Join(Environment.NewLine, lines.Prepend(lines.Count == 0 ? "Nothing to fix in the list." : "To fix in the list:"));
    }

    /// <summary>An address as people type it; https if there is no scheme.</summary>
    /// <exception cref="InputException">It is not an http or https address.</exception>
    public static Uri Address(string text)
    {
        var address = text.Trim();
        if (address.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            address = address["feed:".Length..].TrimStart('/');
        if (!address.Contains("://", StringComparison.Ordinal))
            address = "https://" + address;
        return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new InputException($"{text}: not an http or https address.");
    }

    /// <returns>By the titles of the feeds.</returns>
    private static async Task<IReadOnlyList<FeedCheck>> CheckAsync(
        FeedPoller poller, IReadOnlyList<Feed> feeds, Dictionary<FeedId, FeedStatus> listed, CancellationToken cancellationToken)
    {
        var states = listed.Where(f => f.Value.State is not null).ToDictionary(f => f.Key, f => RestOf(f.Value.State!));
        var results = new ConcurrentBag<PollResult>();
        var checks = new List<FeedCheck>();
        await ProgressBar.RunAsync("Checking feeds", feeds.Count, async done =>
        {
            await poller.PollAsync(feeds, states, all: true, (result, _) =>
            {
                // Drops the entries, since those of a long list of feeds do not fit into memory.
                results.Add(result with { Entries = [], State = result.State with { Seen = default } });
                done();
                return default;
            }, cancellationToken);
            foreach (var result in results.OrderBy(r => r.Feed.Title, StringComparer.Ordinal).ThenBy(r => r.Feed.Url.AbsoluteUri, StringComparer.Ordinal))
            {
                var instead = await FeedSearch.InsteadOfAsync(poller, result, cancellationToken);
                checks.Add(new(result, instead?.Feed.Url, listed.GetValueOrDefault(result.Feed.Id)?.Health == FeedHealth.Gone));
            }
        });
        return checks;
    }

    /// <summary>A state as before the first poll, except for Retry-After, which also applies to polls by hand.</summary>
    private static FeedState RestOf(FeedState state) => new() { Id = state.Id, NotBefore = state.NotBefore, HostNotBefore = state.HostNotBefore };
}
