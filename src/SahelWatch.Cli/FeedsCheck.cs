using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SahelWatch.Articles;
using SahelWatch.Feeds;
using Spectre.Console;

namespace SahelWatch.Cli;

/// <summary><c>sahelwatch feeds check</c>: asks every feed now, as if for the first time, and proposes what to change. Stores nothing.</summary>
internal static class FeedsCheck
{
    /// <summary>For people and pipes: Arabic stays Arabic.</summary>
    public static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<FeedId, FeedState> Unknown = [];

    public static Command Create()
    {
        var urls = new Argument<string[]>("url") { Description = "Feeds to check, on the list or not. Default: the whole list.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("check", "Ask every feed now and propose what to change. Exit code 1 where a feed cannot be read.") { urls };
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var feeds = line.GetValue(urls) is { Length: > 0 } named ? [.. named.Select(Named)] : app.Pipeline.Inputs.Feeds;
            var results = await PollAsync(app.Get<FeedPoller>(), feeds, line.GetValue(GlobalOptions.Json), cancellationToken);
            var failed = results.Count(r => r.Outcome is FeedOutcome.Failed);
            Console.Error.WriteLine($"{results.Count - failed} of {results.Count} feeds can be read.");
            return failed > 0 ? ExitCode.DoneWithFailures : ExitCode.Done;
        }));
        return command;
    }

    /// <exception cref="InputException">Not an address of the web.</exception>
    public static Feed Named(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new Feed { Id = FeedId.From(url), Url = url, Title = url.Host }
            : throw new InputException($"{address}: not an http or https address.");

    private static async Task<List<PollResult>> PollAsync(FeedPoller poller, IReadOnlyList<Feed> feeds, bool json, CancellationToken cancellationToken)
    {
        var results = new List<PollResult>();
        if (Console.IsOutputRedirected)
            await RunAsync(Console.WriteLine, () => { });
        else
            await AnsiConsole.Progress().StartAsync(async context =>
            {
                var task = context.AddTask("Checking feeds", maxValue: feeds.Count);
                await RunAsync(text => AnsiConsole.Console.WriteLine(text), () => task.Increment(1));
            });
        return results;

        async Task RunAsync(Action<string> write, Action done)
        {
            await foreach (var result in poller.PollAsync(feeds, Unknown, all: true, cancellationToken))
            {
                results.Add(result);
                write(json ? Json(result).ToJsonString(Format) : string.Join(Environment.NewLine, Lines(result)));
                done();
            }
        }
    }

    private static IEnumerable<string> Lines(PollResult result)
    {
        yield return $"{result.State.Health.ToString().ToLowerInvariant(),-8} {result.Feed.Title}  {result.Feed.Url}: {Outcome(result)}";
        foreach (var proposal in Proposals(result))
            yield return $"         -> {proposal}";
        foreach (var problem in result.Problems)
            yield return $"         {problem}";
    }

    private static string Outcome(PollResult result) => result.Outcome switch
    {
        FeedOutcome.Fetched fetched => $"{fetched.Format}, {fetched.Shown} entries" + (result.State.Health == FeedHealth.Quiet ? $", none since {result.State.HealthSince:yyyy-MM-dd}" : ""),
        FeedOutcome.Failed failed => FailureWords.Of(failed.Reason, failed.Detail),
        FeedOutcome.PutOff putOff => $"not asked: its host wants rest until {putOff.Until:yyyy-MM-dd HH:mm}Z",
        _ => "not modified",
    };

    private static IEnumerable<string> Proposals(PollResult result)
    {
        if (result.State.RedirectsTo is { } moved)
            yield return $"moved for good: list {moved} instead";
        if (result.Outcome is FeedOutcome.Failed failed)
        {
            foreach (var link in failed.FeedLinks)
                yield return $"the page names a feed: list {link} instead";
            if (failed.Reason is FailureReason.Gone or FailureReason.NoSuchHost)
                yield return "delete it from the list, or look for the outlet's new address";
            if (failed.Reason is FailureReason.PrivateAddress)
                yield return "if it is meant to lie in your own network: --allow-private";
        }
    }

    private static JsonObject Json(PollResult result) => new()
    {
        ["url"] = result.Feed.Url.OriginalString,
        ["title"] = result.Feed.Title,
        ["health"] = result.State.Health.ToString().ToLowerInvariant(),
        ["outcome"] = Outcome(result),
        ["entries"] = (result.Outcome as FeedOutcome.Fetched)?.Shown,
        ["movedTo"] = result.State.RedirectsTo?.OriginalString,
        ["feedLinks"] = new JsonArray([.. ((result.Outcome as FeedOutcome.Failed)?.FeedLinks ?? []).Select(l => JsonValue.Create(l.OriginalString))]),
        ["problems"] = new JsonArray([.. result.Problems.Select(p => JsonValue.Create(p))]),
    };
}
