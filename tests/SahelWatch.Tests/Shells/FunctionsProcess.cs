using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>The built executable of the Functions shell as a process, spoken to as the Functions host does.</summary>
internal sealed class FunctionsProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // far more than it takes: only a hang reaches it
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25); // as the host polls for readiness

    private readonly HttpClient _http;

    private FunctionsProcess(Process process, int port)
    {
        Process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience };
        process.OutputDataReceived += (_, line) => Note(Output, line.Data);
        process.ErrorDataReceived += (_, line) => Note(Errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public ConcurrentQueue<string> Output { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public static string Folder { get; } = Repository.PathOf($"src/SahelWatch.Functions/bin/{Configuration}/net10.0");

    public static string Executable { get; } = Path.Combine(Folder, "SahelWatch.Functions");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Starts it as the host does: a port, and the host's own environment inherited, addresses included.</summary>
    public static FunctionsProcess UnderAHost(TemporaryFolder data, Dictionary<string, string>? settings = null, params string[] prefix)
    {
        var port = FreePort();
        return Start(data, port, new(settings ?? [])
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}",
            ["ASPNETCORE_URLS"] = "http://+:80",
            ["ASPNETCORE_HTTP_PORTS"] = "8080",
        }, prefix);
    }

    public static FunctionsProcess ByItself(TemporaryFolder data, Dictionary<string, string>? settings = null)
    {
        var port = FreePort();
        return Start(data, port, new(settings ?? []) { ["Port"] = $"{port}" }, []);
    }

    /// <summary>Waits for any answer to GET /, as the host does.</summary>
    public async Task<FunctionsProcess> ReadyAsync()
    {
        await UntilAsync(async () =>
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri("/", UriKind.Relative));
                return true;
            }
            catch (HttpRequestException) when (!Process.HasExited)
            {
                return false;
            }
        });
        return this;
    }

    /// <summary>The host's POST: JSON, chunked, with its headers.</summary>
    public async Task<HttpResponseMessage> InvokeAsync(string function, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + function) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.Add("X-Azure-Functions-InvocationId", "4b5a7c0e-5a37-4b55-9d0c-4f9f5c0b8f6e");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", "4.1037.0.0"));
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<int> EndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await Process.WaitForExitAsync(patience.Token);
        return Process.ExitCode;
    }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var waiting = Stopwatch.StartNew();
        while (!await holds())
        {
            if (waiting.Elapsed > Patience)
                throw new TimeoutException($"Waited {Patience} in vain.");
            await Task.Delay(Poll);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
        _http.Dispose();
    }

    private static FunctionsProcess Start(TemporaryFolder data, int port, Dictionary<string, string> environment, string[] prefix)
    {
        string[] command = [.. prefix, Executable];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = data.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SahelWatch__Storage__Folder"] = data.Path;
        start.Environment["SahelWatch__Feeds__AllowPrivateNetworks"] = "true";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new FunctionsProcess(Process.Start(start)!, port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Note(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
