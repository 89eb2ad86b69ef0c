using SahelWatch.Alerts.Judging;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Alerts;

public class AlertEventsTests
{
    /// <summary>Language, the events that the title says ("-": none), the title.</summary>
    public static TheoryData<string, string, string> Titles()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Alerts/titles.tsv")).Select(l => l.Split('\t')))
            rows.Add(row[0], row[1], row[2]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_title_says_what_happened_and_nothing_that_did_not(string language, string events, string title)
    {
        var words = WordPatterns.Words(title);
        var table = AlertEvents.Shipped;

        var said = table.IsNoNews(words, language) ? [] : table.Ids.Where(id => table.Says(id, words, language)).ToHashSet();

        said.ShouldBe(events.Split(' ', '-').Where(e => e.Length > 0), ignoreOrder: true, string.Join(" | ", words));
    }
}
