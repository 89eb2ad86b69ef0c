using System.Text.Json;
using SahelWatch.Tests.Support.Worker.Messages;

namespace SahelWatch.Tests.Support.Worker;

/// <summary>What an output binding holds, as the host would make queue messages of it.</summary>
internal static class TypedDataStrings
{
    public static IReadOnlyList<string> Strings(this TypedData data) => data.DataCase switch
    {
        TypedData.DataOneofCase.String => [data.String],
        TypedData.DataOneofCase.CollectionString => data.CollectionString.String,
        TypedData.DataOneofCase.Json when data.Json.StartsWith('[') => JsonSerializer.Deserialize<string[]>(data.Json)!,
        TypedData.DataOneofCase.Json when data.Json is not "null" => [JsonSerializer.Deserialize<string>(data.Json)!],
        _ => [],
    };
}
