using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using SahelWatch.Cli.Archive;
using SahelWatch.Cli.Cycle;
using SahelWatch.Cli.Demo;
using SahelWatch.Cli.Feeds;
using SahelWatch.Cli.Filters;
using SahelWatch.Cli.Operations;
using SahelWatch.Cli.Operations.Doctor;
using SahelWatch.Cli.Readers;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Cli;

/// <summary>The verbs of the command line; each lives in a file of its own.</summary>
internal static class Commands
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Watches the press on the Sahel: polls feeds, keeps what is about the Sahel, groups it by event and mails digests.")
        {
            GlobalOptions.Data, GlobalOptions.Storage, GlobalOptions.Feeds, GlobalOptions.Watchlist, GlobalOptions.Editions,
            GlobalOptions.Now, GlobalOptions.AllowPrivate, GlobalOptions.Json,
        };
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(WatchCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(DigestCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(FeedsCommand.Create());
        root.Subcommands.Add(SourcesCommand.Create());
        root.Subcommands.Add(PruneCommand.Create());
        root.Subcommands.Add(GroupCommand.Create());
        root.Subcommands.Add(StoriesCommand.Create());
        root.Subcommands.Add(FiguresCommand.Create());
        root.Subcommands.Add(MatchCommand.Create());
        root.Subcommands.Add(CorrectCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(ParseCommand.Create());
        root.Subcommands.Add(SubscribersCommand.Create());
        root.Subcommands.Add(ConfigCommand.Create());
        root.Subcommands.Add(ChannelsCommand.Create());
        root.Subcommands.Add(InitCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        return root;
    }

    /// <summary>Runs the line; unusable input, a store that is down and wrong usage are one line on standard error each, and exit code 2.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var line = Root().Parse(args);
        if (line.Errors.Count == 0)
            return await InvokeAsync(line);
        foreach (var error in line.Errors)
            Console.Error.WriteLine(error.Message);
        Console.Error.WriteLine("sahelwatch --help lists the verbs; sahelwatch VERB --help its options.");
        return ExitCode.WrongInput;
    }

    /// <summary>
    /// Ctrl-C and SIGTERM cancel, and the verb ends when it has saved what it has and finished the mail it is at: System.CommandLine's own handler ends the
    /// process after a while, with the signal's exit code, sometimes although the verb has ended well.
    /// </summary>
    private static async Task<int> InvokeAsync(ParseResult line)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested; // a second signal ends the process at once
            stop.Cancel();
        }
    }

    /// <summary>An action whose expected failures end in one line that says what to do.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Guarded(Func<ParseResult, CancellationToken, Task<int>> action) =>
        async (line, cancellationToken) =>
    {
        try
        {
            return await action(line, cancellationToken);
        }
        catch (Exception e) when (e is InputException or StorageException or GarbledException or OptionsValidationException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.WrongInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped. Nothing is lost: the next run goes on from here.");
            return ExitCode.DoneWithFailures;
        }
    };
}
