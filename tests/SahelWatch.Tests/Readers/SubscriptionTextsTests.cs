using SahelWatch.Digests.Rendering;
using SahelWatch.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Tests.Readers;

public class SubscriptionTextsTests
{
    private static readonly YamlMappingNode Table = Read();

    [Fact]
    public void Every_text_is_there_in_every_language()
    {
        foreach (var (key, texts) in Table)
        {
            foreach (var language in Frame.Languages)
                Frame.In(language)[key.ToString()].ShouldBe(texts[language].ToString());
        }
    }

    [Fact]
    public void Every_text_is_used()
    {
        var source = string.Concat(new[] { "src/SahelWatch.Web/Subscriptions", "src/SahelWatch/Readers" }.SelectMany(f => Directory.EnumerateFiles(Repository.PathOf(f)))
            .Where(f => !f.EndsWith(".yaml", StringComparison.Ordinal)).Select(File.ReadAllText));

        Table.Children.Keys.Select(k => k.ToString()).Where(k => !source.Contains($"[\"{k}\"]", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "fr")]
    [InlineData("ha", "en")]
    [InlineData(null, "en")]
    public void An_unsupported_language_is_answered_in_English(string? language, string expected) => Frame.In(language).Language.ShouldBe(expected);

    private static YamlMappingNode Read()
    {
        using var reader = new StreamReader(Repository.PathOf("src/SahelWatch/Readers/Subscriptions.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
