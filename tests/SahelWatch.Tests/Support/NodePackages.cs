using System.Diagnostics;
using System.Security.Cryptography;

namespace SahelWatch.Tests.Support;

/// <summary>
/// The npm packages of tests/services (real servers, browser tools), installed once from the lock file: <c>npm ci</c>, one process at a time, again when the
/// lock file changes. Tests that need them are skipped where npm is absent, except in CI.
/// </summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<string>> Installed = new(() => Task.Run(InstallAsync));

    /// <summary>The folder that holds <c>node_modules</c>.</summary>
    public static Task<string> FolderAsync() => Installed.Value;

    /// <summary>
    /// Starts a server of node_modules and returns when it has printed <paramref name="ready"/>. It ends when the returned process is disposed of, or this one
    /// dies.
    /// </summary>
    /// <param name="module">What <c>require</c> takes, from tests/services.</param>
    /// <returns>The server, and the line that said it was ready.</returns>
    public static async Task<(NodeServer Server, string Ready)> StartAsync(string module, string ready, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["run.js", module, .. arguments])
        {
            WorkingDirectory = await FolderAsync(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains(ready, StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or it would block on a full pipe
            return (new NodeServer(process), line);
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"{module} ended before it was ready, with exit code {process.ExitCode}.");
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Repository.PathOf("tests/services");
        var state = Directory.CreateDirectory(Path.Combine(folder, "obj")).FullName;
        await using var turn = await TakeTurnAsync(Path.Combine(state, "install.lock"));
        var stamp = Path.Combine(state, "installed");
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted && Directory.Exists(Path.Combine(folder, "node_modules")))
            return folder;

        using var npm = Start("npm", ["ci", "--no-progress"], folder);
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException("npm ci failed in tests/services: " + await errors);
        await File.WriteAllTextAsync(stamp, wanted);
        return folder;
    }

    private static Process Start(string program, string[] arguments, string folder)
    {
        try
        {
            return Process.Start(
                new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            throw new SkipException("npm is not installed: install Node 20 or later to run the tests against real servers.");
        }
    }

    private static async Task<FileStream> TakeTurnAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200)); // another test process is installing
            }
        }
    }
}

/// <summary>A running server; disposing of it ends it.</summary>
internal sealed class NodeServer(Process process) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
