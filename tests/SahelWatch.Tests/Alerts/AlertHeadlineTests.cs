using SahelWatch.Alerts;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>The headline of an alert is of a report that says what is told.</summary>
public class AlertHeadlineTests
{
    private static readonly Report[] Reports =
    [
        Report("a", "Nine dead as rivers burst banks in Chad", Monday, figures: Killed(9)),
        Report("b", "Rescuers drill for floods in Chad", Monday.AddMinutes(30)),
        Report("c", "Floods in Chad: toll rises to 23", Monday.AddHours(1), figures: Killed(23)),
        Report("d", "23 drowned in Chad floods", Monday.AddHours(1), figures: Killed(23)),
    ];

    [Fact]
    public void An_alert_of_a_raised_toll_has_a_headline_with_that_toll()
    {
        var message = new RuleHarness(RuleHarness.Grave).At(Monday.AddHours(1.2), Of(Reports)).ShouldHaveSingleItem();

        var alert = new AlertComposer(new DigestComposer(EntrySet.Shipped, SeverityTable.Shipped), null).Compose(RuleHarness.Grave, message, Monday.AddHours(1.2));

        alert.Items.ShouldHaveSingleItem().Story.Headline.Text.ShouldContain("23");
    }

    [Fact]
    public void So_has_a_replay() =>
        AlertReplay.Run(RuleHarness.Grave, [Of(Reports)], Monday.AddDays(-1), Monday.AddDays(1), EntrySet.Shipped, SeverityTable.Shipped)
            .ShouldHaveSingleItem().Items.ShouldHaveSingleItem().Headline.ShouldContain("23");
}
