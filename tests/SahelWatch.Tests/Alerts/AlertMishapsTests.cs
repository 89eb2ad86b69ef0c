using SahelWatch.Alerts.Rules;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>Alerts are neither lost nor doubled where clocks are wrong, ids change or storage fails while one waits.</summary>
public class AlertMishapsTests : SendingAlerts
{
    [Fact]
    public async Task A_clock_that_ran_a_day_ahead_for_one_run_hides_no_event()
    {
        var blobs = new MemoryBlobs();
        Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(blobs);
        Clock.AdjustTime(Monday.AddMinutes(20));
        await AddAttackAsync(blobs, Monday.AddMinutes(10));

        await RunAsync(blobs);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(blobs);

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_event_that_a_clock_a_quarter_of_an_hour_slow_noted_is_told()
    {
        var blobs = new MemoryBlobs();
        await RunAsync(blobs);
        await AddAttackAsync(blobs, Clock.GetUtcNow().AddMinutes(-14));
        Clock.Advance(TimeSpan.FromMinutes(1));

        await RunAsync(blobs);

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(26)]
    [InlineData(20 * 24)]
    [InlineData(-2)]
    [InlineData(-3 * 24)]
    [InlineData(-20 * 365 * 24)]
    public async Task A_clock_that_is_wrong_for_one_run_while_an_event_waits_loses_and_doubles_nothing(int hours)
    {
        var blobs = new MemoryBlobs();
        await AddRumourAsync(blobs);
        await RunAsync(blobs);
        Clock.AdjustTime(Monday.AddHours(hours));
        await RunAsync(blobs);
        Clock.AdjustTime(Monday.AddMinutes(50));

        var back = await RunAsync(blobs);
        await RunAsync(blobs);

        Mailer.Accepted.Select(m => m.To.Value).ShouldBe(["reader1@example.org", "reader2@example.org"], ignoreOrder: true);
        back.Operations.Lists.ShouldBeLessThan(50, "the years that the wrong clock went back are not looked through");
    }

    [Fact]
    public async Task What_was_told_is_not_told_again_after_a_run_by_a_clock_that_was_weeks_ahead()
    {
        var blobs = await WithAttackAsync();
        await RunAsync(blobs);
        Clock.AdjustTime(Monday.AddDays(20));
        await RunAsync(blobs);
        Clock.AdjustTime(Monday.AddHours(20)); // another day, whose messages have other keys

        await RunAsync(blobs);
        await NoteAsync(blobs, Attack(Monday));
        await RunAsync(blobs);

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_waits_when_its_rule_gets_another_id_is_told_by_the_rule_under_the_new_id()
    {
        var blobs = new MemoryBlobs();
        await AddRumourAsync(blobs);
        await RunAsync(blobs);
        Clock.Advance(TimeSpan.FromMinutes(35)); // longer than changes are looked back for
        await RunAsync(blobs);
        var renamed = Rule with { Id = "gravest" };
        await RunAsync(blobs, rule: renamed);
        Clock.Advance(TimeSpan.FromMinutes(15));

        await RunAsync(blobs, rule: renamed);
        await RunAsync(blobs, rule: renamed);

        Mailer.Accepted.Select(m => m.To.Value).ShouldBe(["reader1@example.org", "reader2@example.org"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_rule_has_just_told_is_not_told_again_under_its_new_id()
    {
        var blobs = await WithAttackAsync();
        await RunAsync(blobs);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await NoteAsync(blobs, Attack(Monday));

        await RunAsync(blobs, rule: Rule with { Id = "gravest" });

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_rule_held_back_when_it_got_another_id_is_told_under_the_new_one()
    {
        var nightly = Rule with { Quiet = new QuietHours(new TimeOnly(5, 0), new TimeOnly(9, 0)) };
        var blobs = await WithAttackAsync();
        await RunAsync(blobs, rule: nightly);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(blobs, rule: nightly with { Id = "gravest" });
        Mailer.Accepted.ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromHours(3.5));

        await RunAsync(blobs, rule: nightly with { Id = "gravest" });

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_fails_at_any_one_operation_loses_nothing_and_repeats_at_most_the_mail_it_was_at()
    {
        for (var at = 1; ; at++)
        {
            var mailer = new ScriptedMailer();
            var blobs = await WithAttackAsync();
            var failing = new InterruptedBlobs(blobs, at, () => Task.FromException(new StorageException("The test's store is out of order.")));
            await RunAsync(failing, mailer).ContinueWith(_ => { }, TaskScheduler.Default);
            Clock.Advance(TimeSpan.FromMinutes(6));
            await RunAsync(blobs, mailer);
            await RunAsync(blobs, mailer);

            mailer.Accepted.Select(m => m.To).Distinct().Count().ShouldBe(2, $"operation {at}");
            mailer.Doubles.ShouldBeLessThanOrEqualTo(1, $"operation {at}");
            if (!failing.WasInterrupted)
                return;
        }
    }
}
