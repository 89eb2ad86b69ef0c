using System.Text.Json;
using System.Text.Json.Serialization;

namespace SahelWatch.Digests;

/// <summary>The stored form of a digest.</summary>
public static class DigestJson
{
    public static byte[] Write(Digest digest) => JsonSerializer.SerializeToUtf8Bytes(digest, DigestJsonContext.Default.Digest);

    /// <exception cref="JsonException">Not a digest, or one of a later version than this program knows.</exception>
    public static Digest Read(ReadOnlyMemory<byte> json)
    {
        var digest = JsonSerializer.Deserialize(json.Span, DigestJsonContext.Default.Digest) ?? throw new JsonException("A digest cannot be null.");
        return digest.Version == 1 ? digest : throw new JsonException($"This digest has version {digest.Version}; this program reads version 1.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Digest))]
internal sealed partial class DigestJsonContext : JsonSerializerContext;
