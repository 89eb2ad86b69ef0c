using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>Status says what waits, why, until when, and what happens then.</summary>
public class AlertWaitTests : SendingAlerts
{
    [Theory]
    [InlineData(null, "(until 2026-11-02 06:45Z, then sent marked \"one source\")")]
    [InlineData(7, "(until 2026-11-02 06:45Z, then held for the end of the quiet hours, marked \"one source\")")]
    public async Task Of_an_event_from_one_outlet(int? quietTo, string until)
    {
        var blobs = new MemoryBlobs();
        await AddRumourAsync(blobs);

        var wait = await WaitAsync(blobs, Rule with { Quiet = quietTo is { } to ? new QuietHours(new TimeOnly(5, 0), new TimeOnly(to, 0)) : null });

        wait.ShouldStartWith("grave: \"Gunmen kill 14 near Djibo\" (story ");
        wait.ShouldEndWith($"): 14 killed (from 10 on); only Outlet a reports it so far {until}");
    }

    [Fact]
    public async Task Of_an_event_in_quiet_hours() =>
        (await WaitAsync(await WithAttackAsync(), Rule with { Quiet = new QuietHours(new TimeOnly(5, 0), new TimeOnly(7, 0)) }))
            .ShouldEndWith("): 14 killed (from 10 on); held for the end of the quiet hours (until 2026-11-02 07:00Z, then sent)");

    [Theory]
    [InlineData(false, "(until 2026-11-02 23:00Z, then sent)")]
    [InlineData(true, "(until 2026-11-03 05:00Z, then sent)")]
    public async Task Of_an_event_on_a_day_whose_messages_are_used_up(bool hasQuietHours, string until)
    {
        var rule = Rule with
        {
            MostADay = 1,
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Niamey"),
            Quiet = hasQuietHours ? new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)) : null,
        };
        var blobs = await WithAttackAsync();
        await RunAsync(blobs, rule: rule);
        Report Flood(string id) => Report(ContentHash.Of(id), "Flood kills 30 in Gao", Monday, figures: Killed(30));
        await AddAsync(blobs, Of(Flood("c"), Flood("d")));

        (await WaitAsync(blobs, rule)).ShouldEndWith($"held for the next day: today's messages are used up {until}");
    }

    [Fact]
    public async Task Of_a_message_that_the_mail_server_refuses_for_now()
    {
        Mailer.Answer = _ => new MailOutcome.TemporaryFailure("450 later");

        var wait = await WaitAsync(await WithAttackAsync(), Rule);

        wait.ShouldStartWith("grave: \"Gunmen kill 14 near Djibo\" (message 2026-11-02-");
        wait.ShouldEndWith("): not delivered to everybody yet, and tried again (until 2026-11-03 06:00Z, then given up)");
    }

    private async Task<string> WaitAsync(MemoryBlobs blobs, AlertRule rule)
    {
        await RunAsync(blobs, rule: rule);
        return AlertWait.Of([rule], await new AlertStore(blobs).StateAsync(CancellationToken.None), Clock.GetUtcNow()).ShouldHaveSingleItem().ToString();
    }
}
