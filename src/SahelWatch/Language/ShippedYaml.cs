using YamlDotNet.RepresentationModel;

namespace SahelWatch.Language;

/// <summary>The tables of words that ship inside the library. They are ours, so they need no checks but the tests'.</summary>
internal static class ShippedYaml
{
    /// <param name="name">The resource without the library's name: "Stories.Data.figures.yaml".</param>
    public static YamlMappingNode Read(string name)
    {
        using var reader = new StreamReader(typeof(ShippedYaml).Assembly.GetManifestResourceStream($"SahelWatch.{name}")!);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
