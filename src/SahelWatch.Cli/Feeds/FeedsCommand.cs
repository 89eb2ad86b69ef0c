using System.CommandLine;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds</c>: the feed list and how its feeds do.</summary>
internal static class FeedsCommand
{
    public static Command Create() => new("feeds", "Look at the feed list and change it.")
    {
        FeedsList.Create(),
        FeedsCheck.Create(),
        FeedsAdd.Create(),
        FeedsRemove.Create(),
        FeedsImport.Create(),
        FeedsExport.Create(),
    };
}
