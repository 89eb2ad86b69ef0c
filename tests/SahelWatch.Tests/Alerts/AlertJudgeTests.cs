using SahelWatch.Alerts;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>What the rule to start from tells: ten dead or more, confirmed by two or after three quarters of an hour.</summary>
public class AlertJudgeTests
{
    private readonly RuleHarness _desk = new(RuleHarness.Grave);

    private static Report Attack(string id, int killed, int minutes = 0) =>
        Report(id, $"Gunmen kill {killed} near Djibo", Monday.AddMinutes(minutes), figures: Killed(killed)) with { Entities = ["bf.djibo"] };

    [Fact]
    public void What_two_independent_outlets_report_is_told_at_once()
    {
        var item = _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14, 5))).ShouldHaveSingleItem().Items.ShouldHaveSingleItem();

        (item.Kind, item.OneSource, item.Why).ShouldBe((AlertKind.New, false, "14 killed (from 10 on)"));
    }

    [Fact]
    public void What_one_outlet_reports_waits_and_goes_out_as_that()
    {
        var story = Of(Attack("a", 14));

        _desk.At(Monday.AddMinutes(44), story).ShouldBeEmpty();
        _desk.State.Waiting.ShouldHaveSingleItem().Why.ShouldBe("14 killed (from 10 on); Outlet a alone says so");
        _desk.At(Monday.AddMinutes(45)).ShouldHaveSingleItem().Items[0].OneSource.ShouldBeTrue();
        _desk.State.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void Copies_of_one_text_are_one_source() =>
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14, 5) with { CopyOf = new ArticleId("a") })).ShouldBeEmpty();

    [Fact]
    public void One_report_of_an_agency_is_enough() =>
        _desk.At(Monday.AddMinutes(1), Of(Attack("a", 14) with { Kind = "wire" })).ShouldHaveSingleItem().Items[0].OneSource.ShouldBeFalse();

    [Fact]
    public void A_second_outlet_that_counts_fewer_does_not_confirm_the_toll() =>
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 4, 5))).ShouldBeEmpty();

    [Theory]
    [InlineData("A year on, Djibo remembers the attack", 20)]
    [InlineData("Trial opens over attack in Djibo", 20)]
    [InlineData("Gunmen kill nine near Djibo", 9)]
    [InlineData("Weekly market bulletin for Djibo", null)]
    public void What_is_past_small_or_routine_is_not_told(string title, int? killed)
    {
        Figure[] figures = killed is { } count ? [Killed(count)] : [];

        _desk.At(Monday.AddHours(1), Of(Report("a", title, Monday, figures: figures), Report("b", title, Monday, figures: figures))).ShouldBeEmpty();
        _desk.State.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_over_a_day_old_is_left_to_the_digest() => _desk.At(Monday.AddHours(25), Of(Attack("a", 14), Attack("b", 14))).ShouldBeEmpty();

    [Fact]
    public void A_new_rule_does_not_tell_what_was_known_before_it()
    {
        var state = new RuleState { Rule = "grave", Begun = Monday.AddHours(3) };
        var reading = new SahelWatch.Alerts.Judging.StoryReading(
            Of(Attack("a", 14), Attack("b", 14)), SahelWatch.Alerts.Judging.AlertEvents.Shipped, SahelWatch.Language.Gazetteer.EntrySet.Shipped,
            SeverityTable.Shipped);

        AlertPlanner.Plan(RuleHarness.Grave, state, [reading], Monday.AddHours(3)).Messages.ShouldBeEmpty();
    }

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
    public void A_report_that_takes_its_toll_back_is_told_as_a_correction_once()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 40), Attack("b", 40)));
        Report Edited(string id) => Attack(id, 4) with { Former = [new Wording("Gunmen kill 40 near Djibo", "", new Uri("https://a.example/article"), Monday.AddHours(1))] };
        var corrected = Of(Edited("a"), Edited("b"));

        _desk.At(Monday.AddHours(2), corrected).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Correction);
        _desk.At(Monday.AddHours(3), corrected).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("drone  strike")]
    [InlineData("_drone_ strike_")]
    [InlineData("drone \u0640\u0640 strike")]
    public void Words_of_a_rule_are_understood_however_many_blanks_are_between_them(string words)
    {
        var desk = new RuleHarness(RuleHarness.Grave with { Thresholds = new Dictionary<string, int>(), Events = [], Words = ["*", "_", words] });
        Report Strike(string id) => Report(id, "Drone strike on market near Gao", Monday);

        desk.At(Monday.AddMinutes(10), Of(Strike("a"), Strike("b"))).ShouldHaveSingleItem().Items[0].Why.ShouldContain("a word of the rule's");
    }

    [Theory]
    [InlineData("Gunmen kill 14 near Djibo")]
    [InlineData("Soldiers overthrow president in coup")]
    public void One_outlet_that_reports_event_after_event_neither_floods_readers_nor_fills_a_mail(string title)
    {
        var (messages, items) = (0, 0);
        // Each in a country of its own, so that none is taken for another.
        var flood = Enumerable.Range(0, 300).Select(i =>
            Of(Report($"{i:x4}", title, Monday, source: "Outlet", figures: Killed(14))) with { Countries = [$"{i}"] }).ToArray();
        var desk = new RuleHarness(RuleHarness.Grave);
        for (var minutes = 50; minutes < 24 * 60; minutes += 30)
        {
            var told = desk.At(Monday.AddMinutes(minutes), minutes == 50 ? flood : []);
            (messages, items) = (messages + told.Count, Math.Max(items, told.Select(m => m.Items.Count).DefaultIfEmpty().Max()));
        }

        messages.ShouldBeLessThanOrEqualTo(40);
        items.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void A_later_toll_of_half_as_many_corrects_what_was_told()
    {
        Report Told(string id) => Attack(id, 40) with { Figures = [Killed(40) with { Source = "the army" }] };
        _desk.At(Monday.AddMinutes(10), Of(Told("a"), Told("b")));
        Report Fewer(string id) => Report(id, "Army: 12 killed near Djibo", Monday.AddHours(3), figures: Killed(12) with { Source = "the army" });

        _desk.At(Monday.AddHours(4), Of(Told("a"), Told("b"), Fewer("c"), Fewer("d"))).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Correction);
    }

    [Fact]
    public void An_edit_that_changes_a_toll_a_little_is_no_correction()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 40), Attack("b", 40)));
        var edited = Attack("a", 38) with { Former = [new Wording("Gunmen kill 40 near Djibo", "", new Uri("https://a.example/article"), Monday.AddHours(1))] };

        _desk.At(Monday.AddHours(2), Of(edited, Attack("b", 38))).ShouldBeEmpty();
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

    [Fact]
    public void A_sentence_on_what_was_told_takes_nothing_back_and_two_denials_do()
    {
        Report Coup(string id) => Report(id, "Soldiers overthrow president in coup", Monday);
        Report Sentence(string id) => Report(id, "Court jails twelve soldiers over coup", Monday.AddDays(2));
        Report Denial(string id) => Report(id, "Army denies coup", Monday.AddDays(3));
        _desk.At(Monday.AddMinutes(10), Of(Coup("a"), Coup("b"))).ShouldHaveSingleItem();

        _desk.At(Monday.AddDays(2).AddHours(1), Of(Coup("a"), Coup("b"), Sentence("c"), Sentence("d"))).ShouldBeEmpty();
        _desk.At(Monday.AddDays(3).AddHours(1), Of(Coup("a"), Coup("b"), Denial("e"), Denial("f"))).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Correction);
    }

    [Fact]
    public void Who_denies_a_part_in_it_denies_nothing_that_was_told()
    {
        Report Denial(string id) => Report(id, "Army denies role in killings near Djibo", Monday.AddHours(3));
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14)));

        _desk.At(Monday.AddHours(4), Of(Attack("a", 14), Attack("b", 14), Denial("c"), Denial("d"))).ShouldBeEmpty();
    }

    [Fact]
    public void An_old_story_that_grows_at_once_is_told()
    {
        Report Talk(int i, DateTimeOffset at) => Report($"r{i}", "President and army chief at odds", at);
        var slow = new[] { Talk(90, Monday), Talk(91, Monday.AddHours(1)) };
        var fast = Enumerable.Range(0, 9).Select(i => Talk(i, Monday.AddDays(3).AddMinutes(10 * i))).ToArray();
        _desk.At(Monday.AddHours(2), Of(slow)).ShouldBeEmpty();

        _desk.At(Monday.AddDays(3).AddHours(2), Of([.. slow, .. fast])).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Growth);
    }

    [Fact]
    public void What_many_report_at_once_is_told_whatever_it_is()
    {
        var reports = Enumerable.Range(0, 8).Select(i => Report($"r{i}", "President dissolves the assembly", Monday.AddMinutes(10 * i))).ToArray();

        _desk.At(Monday.AddHours(1), Of(reports[..6])).ShouldBeEmpty();
        _desk.At(Monday.AddHours(2), Of(reports)).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Growth);
    }
}
