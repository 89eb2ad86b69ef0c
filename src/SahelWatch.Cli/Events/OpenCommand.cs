using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using SahelWatch.Delivery;
using SahelWatch.Domain;
using SahelWatch.Stories;

namespace SahelWatch.Cli.Events;

/// <summary><c>open ID</c>: the address of a story's page, and the page itself where somebody sits before a screen.</summary>
internal static class OpenCommand
{
    public static Command Create()
    {
        var id = ShowCommand.IdArgument();
        var command = new Command("open", "Open the page of a story, or print its address where output is not a terminal.") { id };
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var named = ShowCommand.Id(line.GetRequiredValue(id));
            var story = await app.Get<StoryArchive>().FindAsync(named, cancellationToken)
                ?? throw new InputException($"There is no story {named} in {app.Storage}.");
            var page = new Uri(app.Get<DeliveryOptions>().PublicUrl, $"stories/{story.Id}");
            Console.WriteLine(page);
            if (!Console.IsOutputRedirected)
                Start(page);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Start(Uri page)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("No browser could be started: open the address above.");
        }
    }
}
