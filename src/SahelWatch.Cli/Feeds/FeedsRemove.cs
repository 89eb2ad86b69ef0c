using System.CommandLine;
using SahelWatch.Domain;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds remove</c>: takes a feed off the list. What it brought stays.</summary>
internal static class FeedsRemove
{
    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "The feed's address, as the list has it." };
        var command = new Command("remove", "Take a feed off the list; its articles stay.") { url };
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var list = await FeedFile.OfAsync(app, line, cancellationToken);
            var address = FeedsCheck.Address(line.GetValue(url)!);
            if (!await list.RemoveAsync(FeedId.From(address), cancellationToken))
                throw new InputException($"{address} is not on {list.Place}; `feeds list` shows the addresses.");
            Console.WriteLine($"{address} taken off {list.Place}.");
            return ExitCode.Done;
        }));
        return command;
    }
}
