using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Domain;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>What becomes of an alert that is held for the night while its story, or its rule, goes on.</summary>
public class HeldAlertsTests
{
    private static readonly AlertRule Nightly = RuleHarness.Grave with { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)) };
    private static readonly DateTimeOffset Night = Monday.AddHours(17), Morning = Monday.AddDays(1);

    private readonly RuleHarness _desk = new(Nightly);

    private static Report Attack(string id, int killed, int minutes = 0, string title = "Gunmen kill {0} near Djibo") =>
        Report(id, title.Replace("{0}", $"{killed}", StringComparison.Ordinal), Night.AddMinutes(minutes), figures: Killed(killed));

    [Fact]
    public void What_a_second_outlet_confirms_in_the_night_is_no_longer_on_one_source_in_the_morning()
    {
        _desk.At(Night, Of(Attack("a", 14)));
        _desk.At(Night.AddHours(1)).ShouldBeEmpty();
        _desk.At(Night.AddHours(2), Of(Attack("a", 14), Attack("b", 14, 110)));

        _desk.At(Morning).ShouldHaveSingleItem().Items.ShouldHaveSingleItem().OneSource.ShouldBeFalse();
    }

    [Fact]
    public void What_is_denied_in_the_night_is_neither_told_nor_taken_back()
    {
        _desk.At(Night, Of(Attack("a", 14), Attack("b", 14)));
        var denied = Of(Attack("a", 14), Attack("b", 14), Report("c", "Army denies attack near Djibo", Night.AddHours(1)),
            Report("d", "Reports of Djibo attack false, says mayor", Night.AddHours(1)), Report("e", "Djibo attack a hoax, villagers say", Night.AddHours(2)));
        _desk.At(Night.AddHours(3), denied).ShouldBeEmpty();

        _desk.At(Morning).ShouldBeEmpty();
        _desk.State.Held.ShouldBeEmpty();
    }

    [Fact]
    public void A_toll_that_comes_to_less_than_the_threshold_in_the_night_is_forgotten_and_may_rise_again()
    {
        Report Edited(string id, int killed) => Attack(id, killed) with { Former = [new Wording("Gunmen kill 40 near Djibo", "", new Uri("https://a.example/article"), Night)] };
        _desk.At(Night, Of(Attack("a", 40), Attack("b", 40)));
        _desk.At(Night.AddHours(1), Of(Edited("a", 4), Edited("b", 4))).ShouldBeEmpty();

        _desk.At(Morning).ShouldBeEmpty();
        _desk.At(Morning.AddHours(1), Of(Edited("a", 12), Edited("b", 12))).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.New);
    }

    [Fact]
    public void What_breaks_through_is_told_as_new_and_not_again_in_the_morning()
    {
        Report Fall(string id) => Report(id, "Jihadists take control of Djibo", Night.AddHours(1));
        _desk.At(Night, Of(Attack("a", 14), Attack("b", 14))).ShouldBeEmpty();

        _desk.At(Night.AddHours(2), Of(Attack("a", 14), Attack("b", 14), Fall("c"), Fall("d"))).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.New);
        _desk.At(Morning).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_told_by_day_and_taken_back_by_night_is_corrected_in_the_morning()
    {
        var day = Night.AddHours(-2);
        Report Told(string id, int killed, int hours) => Report(id, $"Gunmen kill {killed} near Djibo", day.AddHours(hours), figures: Killed(killed));
        _desk.At(day, Of(Told("a", 14, 0), Told("b", 14, 0))).ShouldHaveSingleItem();
        var doubled = Of(Told("a", 14, 0), Told("b", 14, 0), Told("c", 40, 3), Told("d", 40, 3));
        _desk.At(Night.AddHours(1), doubled).ShouldBeEmpty();
        Report Former(Report report) => report with { Former = [new Wording(report.Title, "", report.Url!, Night.AddHours(2))], Figures = [Killed(5)] };
        _desk.At(Night.AddHours(3), doubled with { Reports = [.. doubled.Reports.Select(Former)] }).ShouldBeEmpty();

        var item = _desk.At(Morning).ShouldHaveSingleItem().Items.ShouldHaveSingleItem();
        (item.Kind, item.Before!.Of("killed")!.Value).ShouldBe((AlertKind.Correction, 14));
    }

    [Fact]
    public void A_rule_that_is_edited_in_the_night_holds_for_what_it_held()
    {
        _desk.At(Night, Of(Attack("a", 14), Attack("b", 14)));
        _desk.Rule = Nightly with { Countries = ["NE"] };

        _desk.At(Morning).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_loses_its_quiet_hours_releases_what_it_held_at_once()
    {
        _desk.At(Night, Of(Attack("a", 14), Attack("b", 14)));
        _desk.Rule = RuleHarness.Grave;

        _desk.At(Night.AddMinutes(15)).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_a_machine_that_was_off_held_for_days_is_left_to_the_digest()
    {
        _desk.At(Night, Of(Attack("a", 14), Attack("b", 14)));

        _desk.At(Morning.AddDays(3)).ShouldBeEmpty();
        _desk.State.Held.ShouldBeEmpty();
    }

    [Fact]
    public void A_story_that_is_merged_in_the_night_is_told_once_under_its_new_id()
    {
        var held = Of(Attack("a", 14), Attack("b", 14));
        _desk.At(Night, held).ShouldBeEmpty();
        var merged = Of(Attack("c", 15, -10), Attack("a", 14), Attack("b", 14)) with { History = [new StoryChange(Night, "merged", held.Id, [], "")] };
        _desk.Merge(held.Id, merged);
        _desk.At(Night.AddHours(1), merged).ShouldBeEmpty();

        _desk.At(Morning).ShouldHaveSingleItem().Items.ShouldHaveSingleItem().Story.Story.Id.ShouldBe(merged.Id);
    }
}
