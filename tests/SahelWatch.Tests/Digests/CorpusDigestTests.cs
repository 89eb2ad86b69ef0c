using SahelWatch.Digests;

namespace SahelWatch.Tests.Digests;

/// <summary>What must hold of every digest, on four weeks of the bundled corpus in three languages.</summary>
public class CorpusDigestTests
{
    public static TheoryData<string> Languages => ["en", "fr", "ar"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_sentence_stands_in_a_report(string language)
    {
        var leads = CorpusStories.At(DateTimeOffset.MaxValue).SelectMany(s => s.Reports).Select(r => CleanText.Line(r.Lead, int.MaxValue / 2)).ToList();

        var sentences = CorpusDigests.Month(language).SelectMany(d => d.Stories).SelectMany(s => s.Excerpts).SelectMany(e => e.Text.Split(" […] ")).ToList();

        sentences.Count.ShouldBeGreaterThan(60);
        sentences.ShouldAllBe(s => leads.Any(l => l.Contains(s.TrimEnd('…'), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_story_of_the_month_is_told_and_none_twice_without_a_report_readers_did_not_have(string language)
    {
        var month = CorpusDigests.Month(language);

        month.SelectMany(d => d.Stories).Select(s => s.Id).Distinct().Count().ShouldBe(CorpusStories.At(DateTimeOffset.MaxValue).Count);
        foreach (var telling in month.SelectMany(d => d.Stories).GroupBy(s => s.Id))
            telling.Zip(telling.Skip(1)).ShouldAllBe(pair => pair.Second.Known.Except(pair.First.Known).Any() && pair.Second.Day >= 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_report_is_linked_on_one_day_only(string language)
    {
        var links = CorpusDigests.Month(language).SelectMany(d => d.Stories.SelectMany(s => s.Sources.Select(source => (d.Key, source.Url)).Distinct()));

        links.GroupBy(l => l.Url).ShouldAllBe(g => g.Count() == 1);
    }
}
