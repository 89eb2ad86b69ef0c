using System.Text.RegularExpressions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Tests.Digests;

public partial class FrameTests
{
    private static readonly YamlMappingNode Table = Read();

    public static TheoryData<string> Keys() => [.. Table.Children.Keys.Select(k => k.ToString())];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_phrase_stands_in_all_three_languages_with_all_their_plural_forms(string key)
    {
        foreach (var language in Frame.Languages)
        {
            var phrase = Table[key][language];
            if (phrase is YamlMappingNode forms)
                forms.Children.Keys.Select(k => k.ToString()).Except(["zero"]).ShouldBe(Plurals.Forms(language).Except(["zero"]), $"{key} in {language}");
            else
                ((YamlScalarNode)phrase).Value.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_phrase_has_the_same_places_to_fill_in_every_language(string key)
    {
        var places = Frame.Languages.Select(l => Table[key][l] is YamlMappingNode forms ? forms["other"].ToString() : Table[key][l].ToString())
            .Select(p => string.Join(' ', Place().Matches(p).Select(m => m.Value).Distinct().Order()));

        places.Distinct().Count().ShouldBe(1, key);
    }

    /// <summary>Codes that data brings: who says so, kinds of figure, qualifiers, languages, parts of the score, standings.</summary>
    [Fact]
    public void Every_phrase_is_used()
    {
        var source = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src/SahelWatch"), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)).Select(File.ReadAllText));
        string[] codes = [
            "killed", "injured", "missing", "abducted", "displaced", "arrested", "exactly", "about", "at-least", "at-most", "agreed", "revised", "disputed"];

        var unused = Table.Children.Keys.Select(k => k.ToString())
            .Where(k => !codes.Contains(k) && !source.Contains($"\"{k}\"", StringComparison.Ordinal)
                && !(k.Split('.') is [var prefix, _] && source.Contains($"{prefix}.{{", StringComparison.Ordinal)));

        unused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", 0, "no independent source")]
    [InlineData("en", 1, "one source only")]
    [InlineData("en", 2, "2 independent sources")]
    [InlineData("fr", 0, "aucune source indépendante")]
    [InlineData("fr", 1, "une seule source")]
    [InlineData("fr", 2, "2 sources indépendantes")]
    [InlineData("ar", 0, "لا مصادر مستقلة")]
    [InlineData("ar", 1, "مصدر واحد فقط")]
    [InlineData("ar", 2, "مصدران مستقلان")]
    [InlineData("ar", 3, "3 مصادر مستقلة")]
    [InlineData("ar", 10, "10 مصادر مستقلة")]
    [InlineData("ar", 11, "11 مصدرًا مستقلًا")]
    [InlineData("ar", 99, "99 مصدرًا مستقلًا")]
    [InlineData("ar", 100, "100 مصدر مستقل")]
    [InlineData("ar", 102, "102 مصدر مستقل")]
    [InlineData("ar", 103, "103 مصادر مستقلة")]
    public void Counted_phrases_take_the_form_of_their_number(string language, int n, string phrase) =>
        Frame.In(language).Count("independent", n).ShouldBe(phrase);

    [Theory]
    [InlineData("killed", 9, null, "about", "نحو 9 قتلى")]
    [InlineData("killed", 2, null, "about", "نحو قتيلين")]
    [InlineData("died", 2, null, "about", "نحو وفاتين")]
    [InlineData("killed", 1, 2, "range", "من 1 إلى قتيلين")]
    [InlineData("killed", 2, null, "at-least", "قتيلان على الأقل")]
    [InlineData("displaced", 12000, null, "about", "نحو 12,000 نازح")]
    public void An_Arabic_dual_changes_after_a_preposition(string kind, int value, int? high, string qualifier, string said) =>
        Frame.In("ar").Figure(kind, value, high, qualifier).ShouldBe(said);

    [Theory]
    [InlineData("en", "Sunday 1 November 2026", "1 November", "12,500", "2.5")]
    [InlineData("fr", "Dimanche 1er novembre 2026", "1er novembre", "12\u202F500", "2,5")]
    [InlineData("ar", "الأحد 1 نوفمبر 2026", "1 نوفمبر", "12,500", "2.5")]
    public void Dates_and_numbers_are_written_as_the_language_does(string language, string date, string day, string number, string mean)
    {
        var frame = Frame.In(language);
        var first = new DateOnly(2026, 11, 1);

        frame.Date(first).ShouldBe(date);
        frame.Day(first).ShouldBe(day);
        frame.Number(12500).ShouldBe(number);
        frame.Number(2.5).ShouldBe(mean);
    }

    [Fact]
    public void A_name_is_isolated_only_where_it_runs_against_the_frame()
    {
        Frame.In("en").Name("Studio Tamani").ShouldBe("Studio Tamani");
        Frame.In("en").Name("بوابة نجامينا").ShouldBe("\u2068بوابة نجامينا\u2069");
        Frame.In("ar").Name("Studio Tamani").ShouldBe("\u2068Studio Tamani\u2069");
        Frame.In("ar").Name("بوابة نجامينا 24").ShouldBe("بوابة نجامينا 24");
    }

    private static YamlMappingNode Read()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Repository.PathOf("src/SahelWatch/Digests/Rendering/Frame.yaml"))));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
