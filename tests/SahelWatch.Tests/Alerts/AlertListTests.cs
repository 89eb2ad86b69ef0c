using SahelWatch.Alerts.Rules;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Tests.Support;

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
    [InlineData("title: \"\"", "\"title:\" is missing")]
    [InlineData("title: [A, B]", "expected a single text")]
    [InlineData("language: EN", "language: \"EN\" must be en, fr or ar")]
    [InlineData("countries: [ml]", "countries: \"ml\" must be an ISO code")]
    [InlineData("themes: [securty]", "themes: \"securty\" must be one of security, politics")]
    [InlineData("themes: { security: yes }", "expected a single text")]
    [InlineData("timeZone: 5", "timeZone: \"5\" is not a time zone")]
    [InlineData("thresholds: [10]", "expected \"key: value\" lines")]
    [InlineData("thresholds: { killed: -3 }", "killed: must be a whole number from 1")]
    [InlineData("thresholds: { killed: ten }", "killed: \"ten\" is not a number")]
    [InlineData("thresholds: { killed: 2.5 }", "killed: must be a whole number from 1")]
    [InlineData("thresholds: { killed: 1e99 }", "killed: must be a whole number from 1")]
    [InlineData("thresholds: { killed: .nan }", "is not a number")]
    [InlineData("thresholds: { killed: 3, killed: 4 }", "not readable as YAML")]
    [InlineData("words: [a]", "words: \"a\" must be words")]
    [InlineData("growth: 8", "expected \"key: value\" lines")]
    [InlineData("growth: { reports: 8, days: 3 }", "unknown key \"days\"")]
    [InlineData("growth: { reports: 1 }", "reports: must be a whole number from 2")]
    [InlineData("sources: 0", "sources: must be a whole number from 1 to 10")]
    [InlineData("trusted: [Wire!]", "trusted: \"Wire!\" must be a kind of outlet")]
    [InlineData("wait: -1", "wait: must be a whole number from 0 to 1440")]
    [InlineData("wait: 45 minutes", "wait: \"45 minutes\" is not a number")]
    [InlineData("quiet: night", "expected \"key: value\" lines")]
    [InlineData("quiet: { from: \"22:00\" }", "\"to:\" is missing")]
    [InlineData("quiet: { from: \"24:30\", to: \"06:00\" }", "from: \"24:30\" is not a time of day")]
    [InlineData("quiet: { from: 22, to: 6 }", "from: \"22\" is not a time of day")]
    [InlineData("breaks: [everything]", "breaks: \"everything\" must be one of coup")]
    [InlineData("readers: { duty: a@example.org }", "expected a single text")]
    [InlineData("readers: [\"a@example.org\\nBcc: b@example.org\"]", "is not an email address")]
    [InlineData("id: a\n  id: b", "not readable as YAML")]
    [InlineData("\ttitle: A", "not readable as YAML")]
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
    [InlineData("", "f, line 1: the file is empty")]
    [InlineData("# nothing but a remark\n", "f, line 1: the file is empty")]
    [InlineData("{}", "f, line 1: \"alerts:\" is missing")]
    [InlineData("rules: []", "f, line 1: unknown key \"rules\"")]
    [InlineData("alerts: none", "f, line 1: alerts: expected a list")]
    [InlineData("alerts:\n- grave", "f, line 2: expected \"key: value\" lines")]
    [InlineData("- id: a", "f, line 1: expected \"key: value\" lines")]
    [InlineData("alerts: [", "not readable as YAML")]
    [InlineData("alerts: []\n---\nalerts: []", "f, line 3: a second document")]
    [InlineData("alerts: []\nalerts: []", "not readable as YAML")]
    public void A_file_that_is_no_list_of_rules_is_refused_with_the_line_and_the_reason(string yaml, string reason) =>
        Should.Throw<InputException>(() => AlertList.Parse(yaml, "f")).Message.ShouldContain(reason);

    [Theory]
    [InlineData("words")]
    [InlineData("readers")]
    [InlineData("channels")]
    public void An_enormous_list_is_refused(string key)
    {
        var many = string.Join(", ", Enumerable.Range(0, 100_000).Select(i => key == "readers" ? $"r{i}@example.org" : $"w{i}"));

        Should.Throw<InputException>(() => AlertList.Parse($"alerts:\n- {{ id: a, title: A, events: [coup], {key}: [{many}] }}", "f"))
            .Message.ShouldContain($"f, line 2: {key}: has 100000 entries; at most 200");
    }

    [Fact]
    public void Quiet_hours_of_two_wrong_times_are_two_mistakes_and_not_a_third_that_they_are_the_same() =>
        Should.Throw<InputException>(() => AlertList.Parse(
            "alerts:\n- { id: a, title: A, quiet: { from: late, to: early }, events: [coup], readers: [a@example.org] }", "f"))
            .Message.Split(Environment.NewLine).Length.ShouldBe(2);

    [Fact]
    public void All_mistakes_of_a_file_are_reported_at_once()
    {
        var refused = Should.Throw<InputException>(() => AlertList.Parse("""
            alerts:
            - { id: a, title: A, sources: 0, quiet: { from: "22:00" }, events: [coup], readers: [a@example.org] }
            - { id: B, title: B, events: [riot], readers: [b@example.org] }
            """, "f"));

        refused.Message.Split(Environment.NewLine).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])
            .ShouldBe(["f, line 2", "f, line 2", "f, line 3", "f, line 3"]);
    }

    [Fact]
    public void A_byte_order_mark_and_line_ends_of_Windows_are_nothing_wrong()
    {
        using var file = new TemporaryFolder();
        var path = Path.Combine(file.Path, "alerts.yaml");
        File.WriteAllText(path, AlertList.Sample.ReplaceLineEndings("\r\n"), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        InputFile.Read<IReadOnlyList<AlertRule>>(InputFile.Alerts, File.ReadAllBytes(path), path).ShouldHaveSingleItem().Id.ShouldBe("grave");
        AlertList.Parse("\ufeff" + AlertList.Sample, "f").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("readers: [a@example.org]", "would never send anything")]
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
