using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace SahelWatch.Settings;

/// <summary>Reads <c>local.settings.json</c>, which the Functions tools use too, so that all programs share one settings file.</summary>
public static class LocalSettings
{
    public const string FileName = "local.settings.json";

    /// <summary>Adds the settings of the file in <paramref name="folder"/>, if it exists, and environment variables, which take precedence.</summary>
    /// <exception cref="InputException">The file is not a JSON object with flat string <c>Values</c>.</exception>
    public static IConfigurationBuilder AddLocalSettings(this IConfigurationBuilder configuration, string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            configuration.AddInMemoryCollection(Read(path));
        return configuration.AddEnvironmentVariables();
    }

    private static List<KeyValuePair<string, string?>> Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.TryGetProperty("Values", out var values)
                ? [.. values.EnumerateObject().Select(v => KeyValuePair.Create(v.Name.Replace("__", ":", StringComparison.Ordinal), v.Value.GetString()))]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException($"{path}: {e.Message} Settings must be flat strings under \"Values\"; see local.settings.sample.json.", e);
        }
    }
}
