using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SahelWatch.Cli;

/// <summary>JSON for people and programs; unlike the default, it does not escape Arabic.</summary>
internal static class CliJson
{
    public static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions Indented = new(Lines) { WriteIndented = true };

    public static string? Iso(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The objects in a file, one per line.</summary>
    /// <exception cref="InputException">Names the line that is not such an object.</exception>
    public static IEnumerable<T> Read<T>(string file)
    {
        foreach (var (index, line) in File.ReadLines(file).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
            yield return Parse(line, $"{file}, line {index + 1}");

        static T Parse(string line, string place)
        {
            try
            {
                return JsonSerializer.Deserialize<T>(line, Lines) ?? throw new JsonException("It is null.");
            }
            catch (JsonException e)
            {
                throw new InputException($"{place}: {e.Message}", e);
            }
        }
    }

    /// <summary>On one line.</summary>
    public static void Print(object value) => Console.WriteLine(JsonSerializer.Serialize(value, Lines));

    public static void PrintIndented(object value) => Console.WriteLine(JsonSerializer.Serialize(value, Indented));
}
