using System.Text.Json;
using System.Text.Json.Serialization;

namespace SahelWatch.Functions;

/// <summary>
/// What the host sends to a function that is not forwarded HTTP, and what it wants back. The only place that knows the words Data, Metadata, Outputs, Logs.
/// </summary>
/// <remarks>The host sends chunked JSON, with objects as they are and every other value as a string that holds JSON: "5" is 5, "\"x\"" is x.</remarks>
internal sealed class Invocation
{
    private const string IdHeader = "X-Azure-Functions-InvocationId";

    private readonly JsonElement _data;
    private readonly JsonElement _metadata;

    private Invocation(string id, JsonElement body)
    {
        Id = id;
        _data = Member(body, "Data");
        _metadata = Member(body, "Metadata");
    }

    /// <summary>Names the invocation in the host's log; of each attempt where a retry policy repeats one.</summary>
    public string Id { get; }

    /// <summary>Whether the timer fired late, having been missed while nothing ran.</summary>
    public bool IsPastDue(string binding) => Data(binding) is { ValueKind: JsonValueKind.Object } timer && Member(timer, "IsPastDue").ValueKind == JsonValueKind.True;

    public JsonElement Data(string binding) => Unwrap(Member(_data, binding));

    public JsonElement Metadata(string name) => Unwrap(Member(_metadata, name));

    /// <exception cref="BadHttpRequestException">The body is no JSON object.</exception>
    public static async Task<Invocation> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? new Invocation(request.Headers[IdHeader].ToString(), body.RootElement.Clone())
                : throw new BadHttpRequestException("An invocation is a JSON object with Data and Metadata.");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("An invocation is a JSON object with Data and Metadata.", e);
        }
    }

    /// <summary>
    /// A success. Always application/json with an object in it: at an empty 200 or a 204 the host waits until the function's time is up, then kills the process.
    /// </summary>
    public static IResult Reply(params string[] logs) => Results.Json(new InvocationReply(new Dictionary<string, string>(), logs, null), InvocationJson.Default.InvocationReply);

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement Unwrap(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return value;
        try
        {
            using var inner = JsonDocument.Parse(value.GetString()!);
            return inner.RootElement.Clone();
        }
        catch (JsonException)
        {
            return value; // times come as plain ISO strings
        }
    }
}

/// <param name="Outputs">By the names of the output bindings.</param>
/// <param name="Logs">Lines for the function's log, at level Information.</param>
internal sealed record InvocationReply(IReadOnlyDictionary<string, string> Outputs, IReadOnlyList<string> Logs, string? ReturnValue);

[JsonSerializable(typeof(InvocationReply))]
internal sealed partial class InvocationJson : JsonSerializerContext;
