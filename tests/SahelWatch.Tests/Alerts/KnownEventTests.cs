using SahelWatch.Alerts;
using SahelWatch.Domain;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>What was told is known again, however grouping turns it, and is told once more only where it is graver.</summary>
public class KnownEventTests
{
    private readonly RuleHarness _desk = new(RuleHarness.Grave);

    private static Report Attack(string id, int killed, int minutes = 0) =>
        Report(id, $"Gunmen kill {killed} near Djibo", Monday.AddMinutes(minutes), figures: Killed(killed)) with { Entities = ["bf.djibo"] };

    [Fact]
    public void More_reports_of_what_was_told_are_not_told_again()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14)));

        _desk.At(Monday.AddHours(2), Of(Attack("a", 14), Attack("b", 14), Attack("c", 17, 90), Attack("d", 20, 100))).ShouldBeEmpty();
    }

    [Fact]
    public void A_toll_that_doubles_is_told_once_more_when_two_say_so()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14)));
        var grown = Of(Attack("a", 14), Attack("b", 14), Attack("c", 29, 90), Attack("d", 29, 100));

        var item = _desk.At(Monday.AddHours(2), grown).ShouldHaveSingleItem().Items[0];

        (item.Kind, item.Before!.Of("killed")!.Value).ShouldBe((AlertKind.FollowUp, 14));
        _desk.At(Monday.AddHours(3), grown).ShouldBeEmpty();
    }

    [Fact]
    public void A_raid_that_turns_out_a_coup_is_told_once_more()
    {
        Report Shots(string id) => Report(id, "Heavy gunfire near presidency in Niamey", Monday);
        Report Coup(string id) => Report(id, "Soldiers overthrow president in coup", Monday.AddHours(1));
        _desk.At(Monday.AddMinutes(10), Of(Shots("a"), Shots("b"))).ShouldHaveSingleItem();

        _desk.At(Monday.AddHours(2), Of(Shots("a"), Shots("b"), Coup("c"), Coup("d"))).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.FollowUp);
    }

    [Fact]
    public void A_story_that_was_told_is_known_under_the_id_that_a_merge_or_a_split_gives_it()
    {
        var told = Of(Attack("a", 14), Attack("b", 14));
        _desk.At(Monday.AddMinutes(10), told);
        var merged = Of(Attack("c", 15, -10), Attack("d", 15)) with { History = [new StoryChange(Monday, "merged", told.Id, [], "")] };
        var split = Of(Attack("b", 14), Attack("e", 16, 60)) with { Id = new StoryId("split") };

        _desk.At(Monday.AddMinutes(20), merged).ShouldBeEmpty();
        _desk.At(Monday.AddMinutes(90), split).ShouldBeEmpty();
    }

    [Fact]
    public void A_late_report_that_grouping_did_not_join_is_known_by_its_town_and_toll()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14)));

        _desk.At(Monday.AddHours(6), Of(Report("c", "Djibo : 14 morts", Monday.AddHours(5), "fr", figures: Killed(14)))).ShouldBeEmpty();
        _desk.State.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void Another_attack_on_the_same_day_elsewhere_is_told()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14)));
        Report Other(string id) => Report(id, "Gunmen kill 14 near Kidal", Monday.AddHours(5), figures: Killed(14));

        _desk.At(Monday.AddHours(6), Of(Other("c"), Other("d"))).ShouldHaveSingleItem();
    }

    [Fact]
    public void Two_events_that_were_told_and_then_merged_are_not_told_again()
    {
        var (small, large) = (Of(Attack("a", 14), Attack("b", 14)), Of(Attack("c", 30), Attack("d", 30)));
        _desk.At(Monday.AddMinutes(10), large);
        _desk.At(Monday.AddMinutes(20), small with { Reports = [.. small.Reports.Select(r => r with { Title = "Gunmen kill 14 near Kidal" })] }).ShouldHaveSingleItem();

        _desk.At(Monday.AddHours(1), Of([.. small.Reports, .. large.Reports])).ShouldBeEmpty();
    }

    [Fact]
    public void Another_event_that_grouping_puts_into_a_story_that_was_told_is_told_and_corrects_nothing()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 40), Attack("b", 40)));
        Report Other(string id) => Report(id, "Gunmen kill 15 near Kidal", Monday.AddHours(5), figures: Killed(15));
        var mixed = Of(Attack("a", 40), Attack("b", 40), Other("c"), Other("d"));

        var item = _desk.At(Monday.AddHours(6), mixed).ShouldHaveSingleItem().Items[0];

        (item.Kind, item.Story.Reports.Count, item.Story.Stored).ShouldBe((AlertKind.New, 2, mixed.Id));
        _desk.At(Monday.AddHours(7), mixed).ShouldBeEmpty();
        _desk.At(Monday.AddHours(8), Of(Other("c"), Other("d"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_word_that_is_also_a_towns_name_puts_no_event_into_that_town()
    {
        Report Strike(string id) => Report(id, "Mali army says drone strike killed fighters; residents say 14 civilians died", Monday, figures: Killed(14));
        Report Inquiry(string id) => Report(id, "Mali: army announces inquiry into Kidal strike", Monday.AddDays(1), figures: Killed(17));
        _desk.At(Monday.AddMinutes(10), Of(Strike("a"), Strike("b"))).ShouldHaveSingleItem();

        _desk.At(Monday.AddDays(1).AddHours(1), Of(Strike("a"), Strike("b"), Inquiry("c"), Inquiry("d"))).ShouldBeEmpty();
    }

    [Fact]
    public void Estimates_of_the_displaced_that_differ_do_not_make_two_events_of_one()
    {
        Report Flood(string id, int homeless) => Report(id, "Floods: toll rises to 23", Monday, figures: [Killed(23), new Figure("displaced", homeless, "exactly", null, null, "")]);
        _desk.At(Monday.AddMinutes(10), Of(Flood("a", 30_000), Flood("b", 30_000))).ShouldHaveSingleItem();

        _desk.At(Monday.AddHours(3), Of(Flood("c", 900_000), Flood("d", 900_000))).ShouldBeEmpty();
    }

    [Fact]
    public void A_funeral_that_repeats_the_toll_told_last_is_not_told_again()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 15), Attack("b", 15)));
        _desk.At(Monday.AddDays(1), Of(Attack("a", 15), Attack("b", 15), Attack("c", 40, 23 * 60), Attack("d", 40, 23 * 60))).ShouldHaveSingleItem();
        Report Funeral(string id) => Report(id, "Burkina buries Djibo dead", Monday.AddDays(3.5), figures: Killed(40)) with { Entities = ["bf.djibo"] };

        _desk.At(Monday.AddDays(3.5).AddHours(1), Of(Funeral("e"), Funeral("f"))).ShouldBeEmpty();
    }

    [Fact]
    public void Another_event_in_a_story_that_others_were_merged_into_is_told()
    {
        var first = Of(Attack("a", 40), Attack("b", 40));
        _desk.At(Monday.AddMinutes(10), first);
        Report Other(string id) => Report(id, "Gunmen kill 15 near Kidal", Monday.AddHours(5), figures: Killed(15));
        var mixed = Of(Attack("e", 40), Attack("a", 40), Other("c"), Other("d")) with { History = [new StoryChange(Monday, "merged", first.Id, [], "")] };

        _desk.At(Monday.AddHours(6), mixed).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.New);
    }

    [Fact]
    public void Dozens_killed_is_enough_and_the_number_that_comes_later_is_not_told_again()
    {
        Report Dozens(string id) => Report(id, "Dozens of villagers killed near Djibo", Monday);
        _desk.At(Monday.AddMinutes(10), Of(Dozens("a"), Dozens("b"))).ShouldHaveSingleItem().Items[0].Why.ShouldBe("dozens killed (from 10 on)");

        _desk.At(Monday.AddHours(2), Of(Dozens("a"), Dozens("b"), Attack("c", 31, 60), Attack("d", 31, 60))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Floods kill 14 in Mali", 20, 1)]
    [InlineData("Mali mourns 14 villagers", 60, 0)]
    [InlineData("Le Mali enterre ses 14 morts", 60, 0, "fr")]
    public void A_toll_that_is_repeated_is_known_unless_it_is_of_another_kind_of_event(string title, int hours, int told, string language = "en")
    {
        Report Villagers(string id) => Report(id, "Gunmen kill 14 villagers in Mali", Monday, figures: Killed(14));
        Report Later(string id) => Report(id, title, Monday.AddHours(hours), language, figures: Killed(14));
        _desk.At(Monday.AddMinutes(10), Of(Villagers("a"), Villagers("b"))).ShouldHaveSingleItem();

        _desk.At(Monday.AddHours(hours + 1), Of(Later("c"), Later("d"))).Count.ShouldBe(told);
    }
}
