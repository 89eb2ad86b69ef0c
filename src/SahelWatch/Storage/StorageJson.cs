using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Alerts;
using SahelWatch.Catalogue;
using SahelWatch.Delivery;
using SahelWatch.Polling;
using SahelWatch.Readers;
using SahelWatch.Stories;
using SahelWatch.Stories.Batches;

namespace SahelWatch.Storage;

/// <summary>
/// The JSON format of stored data: camelCase, ids as plain strings, no escaping of Arabic or accents. Every stored shape has a version and a golden file.
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
    /// <summary>Unlike <see cref="Default"/>, does not escape Arabic letters; safe because stored JSON is never embedded in a page.</summary>
    public static StorageJson Readable =>
        field ??= new StorageJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

internal sealed class ArticleIdJson() : IdJson<ArticleId>(value => new(value), id => id.Value);

internal sealed class FeedIdJson() : IdJson<FeedId>(value => new(value), id => id.Value);

internal sealed class StoryIdJson() : IdJson<StoryId>(value => new(value), id => id.Value);

internal sealed class ReaderIdJson() : IdJson<ReaderId>(value => new(value), id => id.Value);

/// <summary>Writes an id as a plain string, both as a value and as a property name.</summary>
internal abstract class IdJson<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException("An id must be a string."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
}
