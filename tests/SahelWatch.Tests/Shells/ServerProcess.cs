using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary><c>sahelwatch serve</c> as a process, on a free port.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // far more than it takes: only a hang reaches it

    private readonly TaskCompletionSource<Match> _serving = new();
    private readonly TaskCompletionSource _watching = new();

    private ServerProcess(Process process)
    {
        Process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Errors.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };

    public ConcurrentQueue<string> Output { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public string Key { get; private set; } = "";

    public static async Task<ServerProcess> StartAsync(TemporaryFolder work, Dictionary<string, string>? settings = null, params string[] arguments)
    {
        var start = CommandLine.StartInfo(work.Path, ["serve", "--urls", "http://127.0.0.1:0", "--allow-private", .. arguments]);
        foreach (var (name, value) in settings ?? [])
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!);
        var said = await server._serving.Task.WaitAsync(Patience);
        server.Http.BaseAddress = new Uri(said.Groups["url"].Value);
        server.Key = said.Groups["key"].Value;
        await server._watching.Task.WaitAsync(Patience);
        return server;
    }

    /// <summary>Waits for a line that holds the text.</summary>
    public async Task<string> SaysAsync(string text)
    {
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < Patience)
        {
            if (Output.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            await Task.Delay(25);
        }

        throw new TimeoutException($"It never said \"{text}\" but: {string.Join('\n', Output.Concat(Errors))}");
    }

    public async Task<int> EndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await Process.WaitForExitAsync(patience.Token);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
        Http.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            _serving.TrySetException(new InvalidOperationException("It ended: " + string.Join('\n', Errors)));
            return;
        }

        Output.Enqueue(line);
        if (Serving().Match(line) is { Success: true } match)
            _serving.TrySetResult(match);
        if (line.StartsWith("Watching", StringComparison.Ordinal))
            _watching.TrySetResult();
    }

    [GeneratedRegex(@"^Serving (?<url>\S+) \(status: \S+\?code=(?<key>[^)]*)\)")]
    private static partial Regex Serving();
}
