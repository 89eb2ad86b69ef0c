using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Tests.Support.Worker.Messages;

namespace SahelWatch.Tests.Support.Worker;

/// <summary>Plays the Functions host: starts the published worker as a process, loads its functions and invokes them, over gRPC as the host does.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private const string TimerJson = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""";

    private readonly WebApplication _server;
    private readonly WorkerStream _stream = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, RpcFunctionMetadata> _functions = [];
    private int _invocations;

    private WorkerHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton(_stream);
        _server = builder.Build();
        _server.MapGrpcService<WorkerStream>();
    }

    public Process Process { get; private set; } = null!;

    /// <summary>Where the worker takes the requests that belong to HTTP invocations.</summary>
    public Uri HttpUri { get; private set; } = null!;

    public IReadOnlyDictionary<string, RpcFunctionMetadata> Functions => _functions;

    public IEnumerable<RpcLog> Logs => _stream.Logs;

    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>Starts the worker and loads its functions.</summary>
    /// <param name="published">The folder that it was published to.</param>
    /// <param name="data">The folder that it keeps its things in, unless the settings say otherwise.</param>
    /// <param name="prefix">A program and its arguments that start the worker.</param>
    public static async Task<WorkerHost> StartAsync(string published, string data, Dictionary<string, string>? settings = null, params string[] prefix)
    {
        var host = new WorkerHost();
        await host.LaunchAsync(published, data, settings ?? [], prefix);
        await host._stream.Started;
        await host.LoadAsync(published);
        return host;
    }

    /// <summary>Starts a worker that is not expected to come up.</summary>
    public static async Task<WorkerHost> LaunchAsync(string published, string data, Dictionary<string, string> settings)
    {
        var host = new WorkerHost();
        await host.LaunchAsync(published, data, settings, []);
        return host;
    }

    /// <param name="id">Names the invocation, to cancel it by.</param>
    public Task<InvocationResponse> FireAsync(string timer, bool pastDue = false, string? id = null) =>
        InvokeAsync(timer, id ?? NextId(), new TypedData { Json = pastDue ? TimerJson.Replace("false", "true", StringComparison.Ordinal) : TimerJson });

    public Task<InvocationResponse> DeliverAsync(string queueFunction, string message) =>
        InvokeAsync(queueFunction, NextId(), new TypedData { String = message });

    private async Task<InvocationResponse> InvokeAsync(string function, string id, TypedData input)
    {
        var metadata = _functions[function];
        var request = new InvocationRequest { InvocationId = id, FunctionId = metadata.FunctionId, TraceContext = new RpcTraceContext() };
        request.InputData.Add(new ParameterBinding
        { Name = metadata.Bindings.First(b => b.Value.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)).Key, Data = input });
        return (await _stream.AskAsync(id, new StreamingMessage { InvocationRequest = request })).InvocationResponse;
    }

    public void Cancel(string id) => _stream.Send(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = id } });

    public void Terminate() =>
        _stream.Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)) } });

    /// <summary>
    /// An HTTP request the host's way: the invocation over the stream, the request itself over HTTP, joined by a header. A function that throws is a 500 of the
    /// host's.
    /// </summary>
    public async Task<HttpResponseMessage> SendAsync(string function, HttpRequestMessage request, Dictionary<string, string>? route = null)
    {
        var id = NextId();
        var path = request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString;
        var http = new RpcHttp { Method = request.Method.Method, Url = $"http://localhost:7071{path}" };
        foreach (var (name, value) in route ?? [])
            http.NullableParams.Add(name, new NullableString { Value = value });
        request.RequestUri = new Uri(HttpUri, path);
        request.Headers.Add("x-ms-invocation-id", id);
        var invocation = InvokeAsync(function, id, new TypedData { Http = http });
        var response = await _http.SendAsync(request);
        if ((await invocation).Result.Status == StatusResult.Types.Status.Success)
            return response;
        response.Dispose();
        return new HttpResponseMessage(HttpStatusCode.InternalServerError);
    }

    public async Task<int> EndedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Process.WaitForExitAsync(patience.Token);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private string NextId() => $"00000000-0000-0000-0000-{Interlocked.Increment(ref _invocations):d12}";

    private async Task LaunchAsync(string published, string data, Dictionary<string, string> settings, string[] prefix)
    {
        await _server.StartAsync();
        var address = new Uri(_server.Urls.Single());
        string[] command =
        [
            .. prefix, "dotnet", WorkerDll(published),
            "--host", address.Host, "--port", $"{address.Port}", "--workerId", "worker", "--requestId", "start", "--grpcMaxMessageLength", "2147483647",
            "--functions-uri", $"{address}", "--functions-worker-id", "worker", "--functions-request-id", "start", "--functions-grpc-max-message-length",
                "2147483647",
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        { WorkingDirectory = data, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = published;
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = published;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["SahelWatch__Storage__Folder"] = data;
        start.Environment["SahelWatch__Feeds__AllowPrivateNetworks"] = "true";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        Process = Process.Start(start)!;
        Process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                Errors.Enqueue(line.Data);
        };
        Process.OutputDataReceived += (_, _) => { };
        Process.BeginErrorReadLine();
        Process.BeginOutputReadLine();
    }

    private async Task LoadAsync(string folder)
    {
        var init = new WorkerInitRequest { HostVersion = "4.1037.0.0", WorkerDirectory = folder, FunctionAppDirectory = folder };
        init.Capabilities.Add("RpcHttpTriggerMetadataRemoved", "true");
        init.Capabilities.Add("RpcHttpBodyOnly", "true");
        var capabilities = (await AskAsync(
            StreamingMessage.ContentOneofCase.WorkerInitResponse, new() { WorkerInitRequest = init })).WorkerInitResponse.Capabilities;
        HttpUri = new Uri(capabilities["HttpUri"]);
        await ListeningAsync(HttpUri);
        var metadata = (await AskAsync(StreamingMessage.ContentOneofCase.FunctionMetadataResponse,
            new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folder } })).FunctionMetadataResponse;
        Expect(metadata.Result, "The functions' metadata");
        foreach (var function in metadata.FunctionMetadataResults)
        {
            _functions.Add(function.Name, function);
            var loaded = await _stream.AskAsync(
                function.FunctionId, new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } });
            Expect(loaded.FunctionLoadResponse.Result, function.Name);
        }
    }

    /// <summary>The worker names its address before it listens there; the host tries again too.</summary>
    private static async Task ListeningAsync(Uri address)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync(address.Host, address.Port);
                return;
            }
            catch (SocketException) when (waiting.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(25);
            }
        }
    }

    private static void Expect(StatusResult result, string what)
    {
        if (result.Status != StatusResult.Types.Status.Success)
            throw new InvalidOperationException($"{what}: {result.Status}, {result.Exception?.Message}");
    }

    /// <summary>The app itself: worker.config.json names it for the host.</summary>
    private static string WorkerDll(string published)
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(published, "worker.config.json")));
        return Path.Combine(published, config.RootElement.GetProperty("description").GetProperty("defaultWorkerPath").GetString()!);
    }

    private Task<StreamingMessage> AskAsync(StreamingMessage.ContentOneofCase answer, StreamingMessage request) => _stream.AskAsync(answer.ToString(), request);
}
