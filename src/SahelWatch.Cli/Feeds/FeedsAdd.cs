using SahelWatch.Polling;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds add</c>: reads a feed, or the one that a page links to, and adds it to the list.</summary>
internal static class FeedsAdd
{
    private static readonly Option<string?> Title = new("--title") { Description = "Name shown to readers. Default: the feed's own title." };
    private static readonly Option<string?> Language = new("--language") { Description = "BCP 47. Default: as declared by the feed." };
    private static readonly Option<string?> Country = new("--country") { Description = "Country the outlet covers." };
    private static readonly Option<string?> Kind = new("--kind") { Description = "local, press, broadcaster, wire, government, un, ngo or analysis." };

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "A feed, or a site that links to one." };
        return Commands.Verb("add", "Add a feed to the list.", async (app, line, cancellationToken) =>
        {
            var poller = app.Get<FeedPoller>();
            var result = await FeedSearch.PollAsync(poller, FeedsCheck.Address(line.GetValue(url)!), cancellationToken);
            if (result.Outcome is FeedOutcome.Failed { FeedLinks.Count: > 0 })
                result = await FeedSearch.InsteadOfAsync(poller, result, cancellationToken) ?? result;
            if (result.Outcome is not FeedOutcome.Fetched fetched)
            {
                Console.Error.WriteLine($"{result.Feed.Url}: {result.State.Reason?.TrimEnd('.')}. Nothing was added.");
                return ExitCode.WrongInput;
            }
            var list = await FeedFile.OfAsync(app, line, cancellationToken);
            var feed = Described(result, fetched, line);
            Console.WriteLine((await list.AddAsync([feed], cancellationToken)).Count > 0
                ? $"{feed.Title} ({feed.Url}, {fetched.Shown} entries) added to {list.Place}."
                : $"{feed.Url} is already on the list.");
            if (await app.Get<FeedRevival>().ReviveAsync(feed.Id, cancellationToken))
                Console.WriteLine("It was no longer polled because it was gone (410); it will be polled again from now on.");
            return ExitCode.Done;
        }, url, Title, Language, Country, Kind);
    }

    private static Feed Described(PollResult result, FeedOutcome.Fetched fetched, ParseResult line)
    {
        // After a permanent redirect, the new address is listed.
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
