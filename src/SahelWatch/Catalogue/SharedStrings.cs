using System.Text.Json;
using System.Text.Json.Serialization;

namespace SahelWatch.Catalogue;

/// <summary>
/// Reads repeated short strings (codes, names of places and outlets) as one object; they would take half the memory of a catalogue. The last few thousand are
/// remembered for all threads; a string that two threads read at once may exist twice.
/// </summary>
internal sealed class SharedStrings : JsonConverter<string>
{
    private const int Known = 8192;
    private const int Longest = 48; // bytes; longer ones are headlines, addresses or words of titles, and occur once

    private readonly string?[] _known = new string?[Known];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.HasValueSequence || reader.ValueSpan.Length > Longest)
            return reader.GetString();
        Span<char> buffer = stackalloc char[Longest];
        var text = buffer[..reader.CopyString(buffer)];
        ref var slot = ref _known[string.GetHashCode(text, StringComparison.Ordinal) & (Known - 1)];
        return slot is { } known && text.SequenceEqual(known) ? known : slot = text.ToString();
    }

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options)!;

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
