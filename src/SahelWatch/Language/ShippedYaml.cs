using YamlDotNet.RepresentationModel;

namespace SahelWatch.Language;

/// <summary>Reads the word lists embedded in the library. They are not user input, so only the tests validate them.</summary>
internal static class ShippedYaml
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(ShippedYaml).Assembly.GetManifestResourceStream($"SahelWatch.{name}")!);
        return reader.ReadToEnd();
    }

    /// <param name="name">The name of the resource without that of the assembly: "Stories.Data.figures.yaml".</param>
    public static YamlMappingNode Read(string name)
    {
        using var reader = new StringReader(Text(name));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
