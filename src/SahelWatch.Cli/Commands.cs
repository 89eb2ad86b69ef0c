using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using SahelWatch.Cli.Archive;
using SahelWatch.Cli.Cycle;
using SahelWatch.Cli.Demo;
using SahelWatch.Cli.Events;
using SahelWatch.Cli.Feeds;
using SahelWatch.Cli.Filters;
using SahelWatch.Cli.Operations;
using SahelWatch.Cli.Operations.Doctor;
using SahelWatch.Cli.Readers;
using SahelWatch.Language;
using SahelWatch.Storage;

namespace SahelWatch.Cli;

/// <summary>The verbs of the command line; each lives in a file of its own.</summary>
internal static class Commands
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Monitors news about the Sahel: polls feeds, keeps articles about the Sahel, groups them by event and mails digests.")
        {
            GlobalOptions.Data, GlobalOptions.Storage, GlobalOptions.Feeds, GlobalOptions.Watchlist, GlobalOptions.Editions, GlobalOptions.Alerts,
            GlobalOptions.Now, GlobalOptions.AllowPrivate, GlobalOptions.Json,
            DemoCommand.Create(), RunCommand.Create(), WatchCommand.Create(), ServeCommand.Create(), DigestCommand.Create(), AlertsCommand.Create(),
            StatusCommand.Create(), FeedsCommand.Create(), SourcesCommand.Create(), PruneCommand.Create(), GroupCommand.Create(),
            StoriesCommand.Create(), SearchCommand.Create(), ShowCommand.Create(), OpenCommand.Create(), ExportCommand.Create(),
            FiguresCommand.Create(), MatchCommand.Create(), CorrectCommand.Create(), ReplayCommand.Create(), ParseCommand.Create(),
            SubscribersCommand.Create(), ConfigCommand.Create(), ChannelsCommand.Create(), InitCommand.Create(), DoctorCommand.Create(),
            CompletionCommand.Create(),
        };
        root.SetAction(_ => Console.Out.WriteLine(FirstSteps));
        return root;
    }

    private const string FirstSteps = """
        SahelWatch monitors news about the Sahel and mails digests. To get started:

          sahelwatch demo       runs the whole cycle on fictional outlets, without a network or settings
          sahelwatch init       writes configuration files to start from
          sahelwatch doctor     checks what is missing for real feeds and mail
          sahelwatch run        runs one cycle now; sahelwatch serve keeps running and serves the pages

        sahelwatch --help lists all verbs, sahelwatch VERB --help its options.
        """;

    /// <summary>Runs a command line. Unusable input, an outage of the store and wrong usage end with one line on standard error and exit code 2.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var line = Root().Parse(args);
        if (line.Errors.Count == 0)
            return await InvokeAsync(line);
        if (line.CommandResult.Command is { Subcommands.Count: > 0 } group && line.UnmatchedTokens.Count == 0 && line.Errors.Count == 1)
            Console.Error.WriteLine($"{group.Name} needs one of {string.Join(", ", group.Subcommands.Select(c => c.Name))}.");
        else
            foreach (var error in line.UnmatchedTokens.Count > 0 ? line.Errors.Take(1) : line.Errors) // the words after an unknown one mean nothing either
                Console.Error.WriteLine(error.Message);
        foreach (var (word, known) in Nearest(line))
            Console.Error.WriteLine($"Did you mean {known} instead of {word}?");
        Console.Error.WriteLine("sahelwatch --help lists the verbs; sahelwatch VERB --help its options.");
        return ExitCode.WrongInput;
    }

    /// <summary>A word that is not a verb or option, and the most similar one that is.</summary>
    private static IEnumerable<(string Word, string Known)> Nearest(ParseResult line) =>
        from word in line.UnmatchedTokens.Concat(line.Tokens.Where(t => t.Type == TokenType.Argument && IsOption(t.Value)).Select(t => t.Value)).Take(1)
        let command = line.CommandResult.Command
        let options = command.Options.Concat(line.RootCommandResult.Command.Options.Where(o => o.Recursive)).Select(o => o.Name)
        let known = (IsOption(word) ? options : command.Subcommands.Select(c => c.Name)).Where(n => Misspelling.Distance(word, n) <= MostSlips)
            .MinBy(n => Misspelling.Distance(word, n))
        where known is not null
        select (word, known);

    /// <summary>For an argument that takes any words: one that looks like an option is mistyped.</summary>
    public static void RejectOptions(Argument argument) => argument.Validators.Add(result =>
    {
        foreach (var word in result.Tokens.Select(t => t.Value).Where(IsOption))
            result.AddError($"There is no option {word}.");
    });

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private const int MostSlips = 2; // letters; beyond this, words are not similar

    /// <summary>
    /// Ctrl-C and SIGTERM cancel the verb, which ends when it has saved its work and finished the current mail. System.CommandLine's own handler would end the
    /// process after a while, with the signal's exit code, sometimes even if the verb has ended successfully.
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

    /// <summary>A verb that works on the application.</summary>
    /// <param name="symbols">Its arguments and options.</param>
    public static Command Verb(
        string name, string description, Func<App, ParseResult, CancellationToken, Task<int>> run, params IEnumerable<Symbol> symbols) =>
        Verb(name, description, async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            return await run(app, line, cancellationToken);
        }, symbols);

    /// <summary>A verb that needs neither storage nor settings.</summary>
    public static Command Verb(string name, string description, Action<ParseResult> run, params IEnumerable<Symbol> symbols) =>
        Verb(name, description, (line, _) =>
        {
            run(line);
            return Task.FromResult(ExitCode.Done);
        }, symbols);

    /// <summary>A verb whose expected failures are reported in one line that says what to do.</summary>
    public static Command Verb(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run, params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        command.SetAction(async (line, cancellationToken) =>
        {
            try
            {
                return await run(line, cancellationToken);
            }
            catch (Exception e) when (e is InputException or StorageException or GarbledException or OptionsValidationException
                or IOException or UnauthorizedAccessException) // a file named on the line, which the message names too
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.WrongInput;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                Console.Error.WriteLine("Stopped. Nothing is lost: the next run continues from here.");
                return ExitCode.DoneWithFailures;
            }
        });
        return command;
    }
}
