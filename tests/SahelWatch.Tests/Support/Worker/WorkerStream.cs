using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using SahelWatch.Tests.Support.Worker.Messages;

namespace SahelWatch.Tests.Support.Worker;

/// <summary>The host's end of the stream to its worker: sends requests, gives each its response, keeps what the worker logs.</summary>
internal sealed class WorkerStream : FunctionRpc.FunctionRpcBase
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(25); // as host.json lets a function run; only a hang reaches it

    private readonly Channel<StreamingMessage> _requests = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _responses = new();
    private readonly TaskCompletionSource _started = new();

    public ConcurrentQueue<RpcLog> Logs { get; } = [];

    public Task Started => _started.Task.WaitAsync(Patience);

    /// <summary>Sends a request and waits for what answers it.</summary>
    public async Task<StreamingMessage> AskAsync(string id, StreamingMessage request)
    {
        var response = _responses.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        Send(request);
        return await response.Task.WaitAsync(Patience);
    }

    public void Send(StreamingMessage request) => _requests.Writer.TryWrite(request);

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        var sending = SendAllAsync(responseStream, context.CancellationToken);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
                Receive(message);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or Grpc.Core.RpcException or InvalidOperationException)
        {
            // The worker is gone: killed, or ended by itself.
        }

        _requests.Writer.TryComplete();
        foreach (var waiting in _responses.Values)
            waiting.TrySetException(new WorkerGoneException());
        await sending;
    }

    private async Task SendAllAsync(IServerStreamWriter<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var request in _requests.Reader.ReadAllAsync(cancellationToken))
                await stream.WriteAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or Grpc.Core.RpcException or InvalidOperationException)
        {
            // As above.
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                _started.TrySetResult();
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Logs.Enqueue(message.RpcLog);
                break;
            default:
                if (_responses.TryRemove(IdOf(message), out var waiting))
                    waiting.TrySetResult(message);
                break;
        }
    }

    private static string IdOf(StreamingMessage message) => message.ContentCase switch
    {
        StreamingMessage.ContentOneofCase.InvocationResponse => message.InvocationResponse.InvocationId,
        StreamingMessage.ContentOneofCase.FunctionLoadResponse => message.FunctionLoadResponse.FunctionId,
        _ => message.ContentCase.ToString(),
    };
}

/// <summary>The worker ended with a request unanswered.</summary>
public sealed class WorkerGoneException() : Exception("The worker ended before it answered.");
