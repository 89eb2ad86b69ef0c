using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Alerts;
using SahelWatch.Catalogue;
using SahelWatch.Delivery;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Readers;
using SahelWatch.Stories;
using SahelWatch.Stories.Batches;

namespace SahelWatch.Storage;

/// <summary>
/// How what is stored is written as JSON: camelCase, ids as plain strings, Arabic and accents as themselves. A stored shape has a version and a golden file.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ArticleIdJson), typeof(FeedIdJson), typeof(StoryIdJson), typeof(ReaderIdJson)])]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(Story))]
[JsonSerializable(typeof(GroupingCursor))]
[JsonSerializable(typeof(StoryChanges))]
[JsonSerializable(typeof(FeedShard))]
[JsonSerializable(typeof(SeenShard))]
[JsonSerializable(typeof(DeliveryPlan))]
[JsonSerializable(typeof(DeliveryShard))]
[JsonSerializable(typeof(SendingPace))]
[JsonSerializable(typeof(Reader))]
[JsonSerializable(typeof(ReaderKey))]
[JsonSerializable(typeof(CatalogueContents))]
[JsonSerializable(typeof(CatalogueMonth))]
[JsonSerializable(typeof(AlertState))]
[JsonSerializable(typeof(Alert))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    /// <summary>Use this one: <see cref="Default"/> would escape every Arabic letter. The blobs are read as JSON only, never pasted into a page.</summary>
    public static StorageJson Readable =>
        field ??= new StorageJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

internal sealed class ArticleIdJson() : IdJson<ArticleId>(value => new(value), id => id.Value);

internal sealed class FeedIdJson() : IdJson<FeedId>(value => new(value), id => id.Value);

internal sealed class StoryIdJson() : IdJson<StoryId>(value => new(value), id => id.Value);

internal sealed class ReaderIdJson() : IdJson<ReaderId>(value => new(value), id => id.Value);

/// <summary>An id as a plain string, as a value and as a key.</summary>
internal abstract class IdJson<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException("An id is a string."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
}
