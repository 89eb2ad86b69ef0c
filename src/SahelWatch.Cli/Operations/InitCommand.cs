using SahelWatch.Inputs;

namespace SahelWatch.Cli.Operations;

/// <summary><c>init</c>: writes the files that people edit into a folder, with comments, to start from.</summary>
internal static class InitCommand
{
    public static Command Create() => Commands.Verb(
        "init", $"Write {string.Join(", ", InputFile.All)} into the data folder (--data, ./data) to start from.", line =>
    {
        var folder = line.GetValue(GlobalOptions.Data)?.FullName ?? Path.GetFullPath("data");
        Directory.CreateDirectory(folder);
        foreach (var file in InputFile.All)
        {
            var path = Path.Combine(folder, file);
            var isNew = !File.Exists(path);
            if (isNew)
                File.WriteAllBytes(path, InputFile.Shipped(file));
            Console.WriteLine(isNew ? $"{path} written." : $"{path} already exists and was left unchanged.");
        }

        var option = line.GetValue(GlobalOptions.Data) is { } named ? $" --data {named}" : "";
        Console.WriteLine($"Next: put your readers into editions.yaml and alerts.yaml, then `sahelwatch run{option}`. Delete a file to return to the shipped one.");
    });
}
