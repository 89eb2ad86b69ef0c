using System.Text.Encodings.Web;
using System.Text.Json;

namespace SahelWatch.Cli;

/// <summary>JSON for people and programs; unlike the default, it does not escape Arabic.</summary>
internal static class CliJson
{
    public static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Indented = new(Lines) { WriteIndented = true };

    public static string? Iso(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static void Print(object value) => Console.WriteLine(JsonSerializer.Serialize(value, Lines));
}
