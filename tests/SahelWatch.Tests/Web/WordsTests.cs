using System.Text.RegularExpressions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Tests.Support;
using SahelWatch.Web.Layout;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Tests.Web;

/// <summary>The words of the pages, as those of digests are held (FrameTests).</summary>
public sealed partial class WordsTests
{
    private static readonly YamlMappingNode Table = Read();

    public static TheoryData<string> Keys() => [.. Table.Children.Keys.Select(k => k.ToString())];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_phrase_stands_in_all_languages_with_their_plural_forms_and_the_same_places_to_fill_in(string key)
    {
        foreach (var language in Frame.Languages)
        {
            if (Table[key][language] is YamlMappingNode forms)
                forms.Children.Keys.Select(k => k.ToString()).Except(["zero"]).ShouldBe(Plurals.Forms(language).Except(["zero"]), $"{key} in {language}");
            else
                Table[key][language].ToString().ShouldNotBeNullOrWhiteSpace();
        }

        Frame.Languages.Select(l => Table[key][l] is YamlMappingNode forms ? forms["other"].ToString() : Table[key][l].ToString())
            .Select(p => string.Join(' ', Place().Matches(p).Select(m => m.Value).Distinct().Order())).Distinct().Count().ShouldBe(1, key);
    }

    [Fact]
    public void Every_phrase_is_used_and_none_is_a_phrase_of_digests()
    {
        var source = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src/SahelWatch.Web"), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)).Select(File.ReadAllText));

        Table.Children.Keys.Select(k => k.ToString()).Where(k => !source.Contains($"\"{k}\"", StringComparison.Ordinal)
            && !source.Contains($"{k.Split('.')[0]}.{{", StringComparison.Ordinal)).ShouldBeEmpty();
        PageWords.In("en")["page.home"].ShouldBe("Home"); // a phrase that both have would have been refused
    }

    private static YamlMappingNode Read()
    {
        using var reader = new StreamReader(Repository.PathOf("src/SahelWatch.Web/Layout/Words.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
