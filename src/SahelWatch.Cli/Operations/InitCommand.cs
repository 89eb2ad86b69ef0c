using SahelWatch.Inputs;

namespace SahelWatch.Cli.Operations;

/// <summary><c>init</c>: writes the files that people edit into a folder, with comments, to start from.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var command = new Command("init", $"Write {string.Join(", ", InputFile.All)} into the data folder (--data, ./data) to start from.");
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            var folder = line.GetValue(GlobalOptions.Data)?.FullName ?? Path.GetFullPath("data");
            Directory.CreateDirectory(folder);
            foreach (var file in InputFile.All)
                await WriteAsync(Path.Combine(folder, file), InputFile.Shipped(file), cancellationToken);
            Console.WriteLine("Next: put your readers into editions.yaml and alerts.yaml, then `sahelwatch run`. Delete a file to return to the shipped one.");
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            Console.WriteLine($"{path} already exists and was left unchanged.");
            return;
        }

        await File.WriteAllBytesAsync(path, content.ToArray(), cancellationToken);
        Console.WriteLine($"{path} written.");
    }
}
