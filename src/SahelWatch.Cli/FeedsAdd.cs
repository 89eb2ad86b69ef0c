using System.CommandLine;
using SahelWatch.Articles;
using SahelWatch.Feeds;

namespace SahelWatch.Cli;

/// <summary><c>sahelwatch feeds add</c>: reads the feed, or the one that the page names, and puts it on the list.</summary>
internal static class FeedsAdd
{
    private static readonly Option<string?> Title = new("--title") { Description = "Name that readers see. Default: what the feed calls itself." };
    private static readonly Option<string?> Language = new("--language") { Description = "BCP 47. Default: what the feed says." };
    private static readonly Option<string?> Country = new("--country") { Description = "Country the outlet covers." };
    private static readonly Option<string?> Kind = new("--kind") { Description = "local, press, broadcaster, wire, government, un, ngo or analysis." };

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "A feed, or a site that names one." };
        var command = new Command("add", "Put a feed on the list.") { url, Title, Language, Country, Kind };
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var result = await FindAsync(app.Get<FeedPoller>(), FeedsCheck.Named(line.GetValue(url)!), cancellationToken);
            if (result.Outcome is not FeedOutcome.Fetched fetched)
            {
                Console.Error.WriteLine($"{result.Feed.Url}: {result.State.Reason}. Nothing was added.");
                return ExitCode.WrongInput;
            }
            var list = FeedFile.Of(line);
            var feed = Described(result, fetched, line);
            Console.WriteLine(list.Add([feed]).Count > 0 ? $"{feed.Title} ({feed.Url}, {fetched.Shown} entries) added to {list.Path}." : $"{feed.Url} is on the list already.");
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>The feed at the address; where a page stands there, the first of the feeds it names that can be read.</summary>
    private static async Task<PollResult> FindAsync(FeedPoller poller, Feed feed, CancellationToken cancellationToken)
    {
        var result = await PollAsync(poller, feed, cancellationToken);
        var links = result.Outcome is FeedOutcome.Failed failed ? failed.FeedLinks : [];
        foreach (var link in links)
        {
            if (await PollAsync(poller, FeedsCheck.Named(link.AbsoluteUri), cancellationToken) is { Outcome: FeedOutcome.Fetched } found)
                return found;
        }
        return result;
    }

    private static async Task<PollResult> PollAsync(FeedPoller poller, Feed feed, CancellationToken cancellationToken) =>
        await poller.PollAsync([feed], new Dictionary<FeedId, FeedState>(), all: true, cancellationToken).SingleAsync(cancellationToken);

    private static Feed Described(PollResult result, FeedOutcome.Fetched fetched, ParseResult line)
    {
        // What redirected for good is listed where it is, not where it was.
        var url = result.State.RedirectsTo ?? result.Feed.Url;
        return new Feed
        {
            Id = FeedId.From(url),
            Url = url,
            Title = line.GetValue(Title) ?? (fetched.Title.Length > 0 ? fetched.Title : url.Host),
            Site = fetched.Site,
            Language = line.GetValue(Language) ?? fetched.Language,
            Country = line.GetValue(Country),
            Kind = line.GetValue(Kind),
        };
    }
}
