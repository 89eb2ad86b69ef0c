namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds remove</c>: removes a feed from the list but keeps its articles.</summary>
internal static class FeedsRemove
{
    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "The feed's address as on the list." };
        return Commands.Verb("remove", "Remove a feed from the list; its articles are kept.", async (app, line, cancellationToken) =>
        {
            var list = await FeedFile.OfAsync(app, line, cancellationToken);
            var address = FeedsCheck.Address(line.GetValue(url)!);
            if (!await list.RemoveAsync(FeedId.From(address), cancellationToken))
                throw new InputException($"{address} is not in {list.Place}; `feeds list` shows the addresses.");
            Console.WriteLine($"{address} removed from {list.Place}.");
            return ExitCode.Done;
        }, url);
    }
}
