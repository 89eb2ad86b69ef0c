using System.Text.Json;
using System.Text.Json.Serialization;

namespace SahelWatch.Catalogue;

/// <summary>
/// Reads short strings that come again and again (codes, names of places and outlets) as one object: half of what a catalogue is read into would be theirs.
/// The last few thousand are known, whichever thread read them; one that two threads read at once may be there twice.
/// </summary>
internal sealed class SharedStrings : JsonConverter<string>
{
    private const int Known = 8192;
    private const int Longest = 48; // bytes; a longer one is a headline, an address or the words of titles, and comes once

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
