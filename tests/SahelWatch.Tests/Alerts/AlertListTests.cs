using SahelWatch.Alerts.Rules;
using SahelWatch.Domain;

namespace SahelWatch.Tests.Alerts;

public class AlertListTests
{
    [Fact]
    public void The_file_to_start_from_is_a_rule_for_grave_events()
    {
        var rule = AlertList.Parse(AlertList.Sample, "alerts.yaml").ShouldHaveSingleItem();

        (rule.Id, rule.Thresholds["killed"], rule.Sources, rule.Wait.TotalMinutes).ShouldBe(("grave", 10, 2, 45));
        rule.Breaks.ShouldBe(["coup", "fall"]);
        rule.Quiet.ShouldBeNull();
    }

    [Fact]
    public void No_rules_switch_alerts_off() => AlertList.Parse("alerts: []", "alerts.yaml").ShouldBeEmpty();

    [Theory]
    [InlineData("id: A b", "line 2: id: \"A b\" must be lower-case")]
    [InlineData("timeZone: Mars/Olympus", "line 4: timeZone: \"Mars/Olympus\" is not a time zone")]
    [InlineData("thresholds: { killd: 3 }", "unknown key \"killd\"")]
    [InlineData("thresholds: { killed: 0 }", "killed: must be a whole number from 1")]
    [InlineData("events: [riot]", "events: \"riot\" must be one of coup")]
    [InlineData("quiet: { from: \"22:00\", to: late }", "to: \"late\" is not a time of day")]
    [InlineData("quiet: { from: \"22:00\", to: \"22:00\" }", "is the same time as")]
    [InlineData("channels: [\"room\\n\"]", "must be the name of a channel")]
    [InlineData("mostADay: 0", "mostADay: must be a whole number from 1 to 100")]
    [InlineData("readers: [nobody]", "readers: \"nobody\" is not an email address")]
    [InlineData("channels: [My Room]", "channels: \"My Room\" must be the name of a channel")]
    [InlineData("wiat: 5", "unknown key \"wiat\"")]
    public void A_rule_that_cannot_be_used_is_refused_with_the_line_and_the_reason(string wrong, string reason)
    {
        var key = wrong[..wrong.IndexOf(':', StringComparison.Ordinal)];
        string[] right = ["id: a", "title: A", "events: [coup]", "readers: [a@example.org]"];
        var lines = right.Where(l => !l.StartsWith(key + ":", StringComparison.Ordinal)).ToList();
        lines.Insert(key == "id" ? 0 : Math.Min(2, lines.Count), wrong);

        var refused = Should.Throw<InputException>(() => AlertList.Parse("alerts:\n- " + string.Join("\n  ", lines), "alerts.yaml"));

        refused.Message.ShouldStartWith("alerts.yaml, line ");
        refused.Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("readers: [a@example.org]", "would never tell anything")]
    [InlineData("events: [coup]", "names nobody")]
    public void A_rule_without_effect_is_refused(string only, string reason) =>
        Should.Throw<InputException>(() => AlertList.Parse($"alerts:\n- id: a\n  title: A\n  {only}", "f")).Message.ShouldContain(reason);

    [Fact]
    public void An_id_is_used_once()
    {
        const string rule = "- { id: a, title: A, events: [coup], readers: [a@example.org] }\n";

        Should.Throw<InputException>(() => AlertList.Parse("alerts:\n" + rule + rule, "f")).Message.ShouldContain("\"a\" is used twice");
    }
}
