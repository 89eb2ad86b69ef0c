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
        _desk.State.Waiting.ShouldHaveSingleItem().Why.ShouldBe("14 killed (from 10 on); only Outlet a reports it so far");
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

    [Theory]
    [InlineData("drone  strike")]
    [InlineData("_drone_ strike_")]
    [InlineData("drone \u0640\u0640 strike")]
    public void Words_of_a_rule_are_understood_however_many_blanks_are_between_them(string words)
    {
        var desk = new RuleHarness(RuleHarness.Grave with { Thresholds = new Dictionary<string, int>(), Events = [], Words = ["*", "_", words] });
        Report Strike(string id) => Report(id, "Drone strike on market near Gao", Monday);

        desk.At(Monday.AddMinutes(10), Of(Strike("a"), Strike("b"))).ShouldHaveSingleItem().Items[0].Why.ShouldContain("a word of the rule");
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
