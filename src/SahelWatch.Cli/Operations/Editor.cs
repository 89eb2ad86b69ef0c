using System.Diagnostics;

namespace SahelWatch.Cli.Operations;

/// <summary>Lets a person change a text in the editor of their choice (VISUAL or EDITOR, as other command lines do).</summary>
internal static class Editor
{
    /// <param name="name">What the file is called in the editor, for its extension.</param>
    /// <exception cref="InputException">No editor is set, or it failed.</exception>
    public static async Task<ReadOnlyMemory<byte>> EditAsync(string name, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var editor = Environment.GetEnvironmentVariable("VISUAL") ?? Environment.GetEnvironmentVariable("EDITOR");
        if (string.IsNullOrWhiteSpace(editor))
            throw new InputException("Set EDITOR to the editor to use, or write the file yourself and put it in place with `config set`.");
        var folder = Directory.CreateTempSubdirectory("sahelwatch-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllBytesAsync(path, text.ToArray(), cancellationToken);
            // Through the shell, since EDITOR may carry arguments ("code --wait"); the path is ours and holds no characters that mean anything there.
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$1\"", "sh", path]))
                ?? throw new InputException($"{editor} cannot be started.");
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? await File.ReadAllBytesAsync(path, cancellationToken)
                : throw new InputException($"{editor} ended with {process.ExitCode}; nothing was changed.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
