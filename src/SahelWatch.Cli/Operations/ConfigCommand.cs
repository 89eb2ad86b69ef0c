using SahelWatch.Inputs;
using SahelWatch.Settings;

namespace SahelWatch.Cli.Operations;

/// <summary><c>config</c>: the files of <see cref="InputFile"/> that are kept in storage, so that a deployment is changed without deploying.</summary>
internal static class ConfigCommand
{
    private static readonly Argument<string> File = new("file") { Description = $"{string.Join(", ", InputFile.All)}; the extension may be left out." };

    public static Command Create() => new("config", "Show and change the feed list, watchlist, editions, alerts, severity table and gazetteer in storage.")
    {
        Commands.Verb("list", "Show where each file comes from.", ListAsync),
        Commands.Verb("show", "Print the version of a file that is in effect.", ShowAsync, File),
        Commands.Verb("edit", "Edit a file in $EDITOR, check it and make it the current version.", EditAsync, File),
        Commands.Verb("set", "Check a file and make it the current version.", SetAsync, File, From),
        Commands.Verb("history", "List the versions kept of a file, newest first.", HistoryAsync, File),
        Commands.Verb("restore", "Make an earlier version the current one again.", RestoreAsync, File, Version),
        Commands.Verb("remove", "Remove a file from storage, so that the one in the settings or the shipped one takes effect again.", RemoveAsync, File),
    };

    private static readonly Argument<FileInfo> From = new("path") { Description = "The new content; - for standard input." };

    private static readonly Argument<string> Version = new("version") { Description = "As `config history` lists it." };

    private static async Task<int> ListAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var versions = (await app.Pipeline.InputsAsync(cancellationToken)).Versions;
        if (line.GetValue(GlobalOptions.Json))
            CliJson.Print(versions);
        foreach (var version in line.GetValue(GlobalOptions.Json) ? [] : versions)
        {
            Console.WriteLine($"{version.File,-15} {version.Origin}");
            if (version.Problem is { } problem)
                Console.WriteLine($"{"",-15} The version in storage is invalid, so this earlier one is in effect: {problem}");
        }

        return versions.Any(v => v.Problem is not null) ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    private static async Task<int> ShowAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(await ContentAsync(app, InputFile.Named(line.GetRequiredValue(File)), cancellationToken), cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<int> EditAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var file = InputFile.Named(line.GetRequiredValue(File));
        var before = await ContentAsync(app, file, cancellationToken);
        var after = await Editor.EditAsync(file, before, cancellationToken);
        if (after.Span.SequenceEqual(before.Span))
        {
            Console.WriteLine("Nothing was changed.");
            return ExitCode.Done;
        }

        return await SetAsync(app, file, after, cancellationToken);
    }

    private static async Task<int> SetAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var file = InputFile.Named(line.GetRequiredValue(File));
        return await SetAsync(app, file, await ReadAsync(line.GetRequiredValue(From), cancellationToken), cancellationToken);
    }

    private static async Task<int> HistoryAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var file = InputFile.Named(line.GetRequiredValue(File));
        var versions = await app.Get<InputStore>().HistoryAsync(file, cancellationToken);
        foreach (var version in versions)
            Console.WriteLine(version);
        if (versions.Count == 0)
            await Console.Error.WriteLineAsync($"{file} was never put into {app.Storage.Place}.");
        return ExitCode.Done;
    }

    private static async Task<int> RestoreAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var file = InputFile.Named(line.GetRequiredValue(File));
        return await SetAsync(
            app, file, await app.Get<InputStore>().ReadVersionAsync(file, line.GetRequiredValue(Version), cancellationToken), cancellationToken);
    }

    private static async Task<int> RemoveAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        await app.Get<InputStore>().RemoveAsync(InputFile.Named(line.GetRequiredValue(File)), cancellationToken);
        return await ListAsync(app, line, cancellationToken);
    }

    private static async Task<int> SetAsync(App app, string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var version = await app.Get<InputStore>().SetAsync(file, content, cancellationToken);
        Console.WriteLine($"{file} takes effect with the next run; stored as version {version}.");
        if (InputFile.PathIn(app.Get<SahelWatchOptions>(), file) is { Length: > 0 } path)
            Console.WriteLine($"It overrides {path}; `sahelwatch config remove {file}` lets that take effect again.");
        return ExitCode.Done;
    }

    /// <summary>The content in effect: from storage, else from the file named in the settings, else as shipped.</summary>
    private static async Task<ReadOnlyMemory<byte>> ContentAsync(App app, string file, CancellationToken cancellationToken)
    {
        if (await app.Get<InputStore>().ReadAsync(file, cancellationToken) is { } stored)
            return stored.Content;
        var inputs = await app.Pipeline.InputsAsync(cancellationToken);
        var origin = inputs.Versions.First(v => v.File == file).Origin;
        return System.IO.File.Exists(origin) ? await System.IO.File.ReadAllBytesAsync(origin, cancellationToken) : InputFile.Shipped(file);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(FileInfo from, CancellationToken cancellationToken)
    {
        await using var stream = from.Name == "-" ? Console.OpenStandardInput() : from.OpenRead();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
