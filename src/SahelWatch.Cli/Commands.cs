using System.CommandLine;

namespace SahelWatch.Cli;

/// <summary>The verbs of the command line; each lives in a file of its own.</summary>
internal static class Commands
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Watches the press on the Sahel: polls feeds, keeps what is about the Sahel, groups it by event and mails digests.");
        root.Subcommands.Add(GroupCommand.Create());
        root.Subcommands.Add(MatchCommand.Create());
        root.Subcommands.Add(ParseCommand.Create());
        return root;
    }
}
