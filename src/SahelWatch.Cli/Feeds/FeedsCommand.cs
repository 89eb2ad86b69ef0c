namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds</c>: the feed list and the health of its feeds.</summary>
internal static class FeedsCommand
{
    public static Command Create() => new("feeds", "Show, check and change the feed list.")
    {
        FeedsList.Create(),
        FeedsCheck.Create(),
        FeedsAdd.Create(),
        FeedsRemove.Create(),
        FeedsImport.Create(),
        FeedsExport.Create(),
    };
}
