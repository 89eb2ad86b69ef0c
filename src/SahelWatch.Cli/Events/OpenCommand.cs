using SahelWatch.Delivery;
using SahelWatch.Stories;

namespace SahelWatch.Cli.Events;

/// <summary><c>open ID</c>: prints the address of a story's page, and opens it in a browser if the output is a terminal.</summary>
internal static class OpenCommand
{
    public static Command Create()
    {
        var id = ShowCommand.IdArgument();
        return Commands.Verb("open", "Open the page of a story, or print its address where output is not a terminal.", async (app, line, cancellationToken) =>
        {
            var named = ShowCommand.Id(line.GetRequiredValue(id));
            var story = await app.Get<StoryArchive>().FindAsync(named, cancellationToken)
                ?? throw new InputException($"There is no story {named} in {app.Storage.Place}.");
            var page = new Uri(app.Get<DeliveryOptions>().PublicUrl, $"stories/{story.Id}");
            if (line.GetValue(GlobalOptions.Json))
                CliJson.Print(new { Id = story.Id.Value, Url = page });
            else
                Console.WriteLine(page);
            if (!Console.IsOutputRedirected)
                Browser.Open(page.AbsoluteUri);
            return ExitCode.Done;
        }, id);
    }
}
