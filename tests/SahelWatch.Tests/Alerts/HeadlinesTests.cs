using SahelWatch.Matching;
using SahelWatch.Stories.Figures;
using SahelWatch.Tests.Digests;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Alerts;

/// <summary>
/// Headlines that the rule to start from must tell, and headlines that it may not: bulletins, anniversaries, trials, drills, films, sport, denials, analyses,
/// events elsewhere. All that is known of each is its title.
/// </summary>
public class HeadlinesTests
{
    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    /// <summary>Language, must or not, the headline.</summary>
    public static TheoryData<string, string, string> Headlines()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Alerts/headlines.tsv")).Select(l => l.Split('\t')))
            rows.Add(row[0], row[1], row[2]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Headlines))]
    public void A_headline_is_told_when_something_grave_happened_here_and_now(string language, string must, string title)
    {
        var match = Matcher.Match(title, "", "", language);
        var report = SomeStory.Report("a", title, SomeStory.Monday, language, figures: [.. FigureExtractor.Extract(title, "", "", language)]);
        var story = SomeStory.Of(report) with { Countries = match.Countries, Themes = match.Themes };

        var told = match.Relevant ? new RuleHarness(RuleHarness.Grave).At(SomeStory.Monday.AddHours(1), story) : [];

        told.Count.ShouldBe(must == "must" ? 1 : 0, string.Join(", ", report.Figures));
    }
}
