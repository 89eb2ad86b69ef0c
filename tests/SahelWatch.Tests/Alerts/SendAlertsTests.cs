using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

public class SendAlertsTests : SendingAlerts
{
    [Fact]
    public async Task A_grave_event_is_mailed_once_to_each_reader_and_kept_for_the_page()
    {
        var blobs = await WithAttackAsync();

        var first = await RunAsync(blobs);
        var again = await RunAsync(blobs);

        first.Sent.ShouldHaveSingleItem().Delivery.SentNow.ShouldBe(2);
        again.Sent.ShouldBeEmpty();
        Mailer.Accepted.Count.ShouldBe(2);
        Mailer.Accepted.ShouldAllBe(m => m.Content.Text.Contains("Gunmen kill 14 near Djibo", StringComparison.Ordinal));
        (await new AlertStore(blobs).SinceAsync("grave", Monday, 10, CancellationToken.None)).ShouldHaveSingleItem().Items[0].Page!.AbsolutePath.ShouldStartWith("/stories/");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_at_any_write_loses_nothing_and_repeats_at_most_the_mail_it_was_at(bool failsAfterWriting)
    {
        var deaths = 0;
        for (var writes = 0; ; writes++)
        {
            var blobs = await WithAttackAsync();
            var mailer = new ScriptedMailer();
            (blobs.WritesLeft, blobs.FailsAfterWriting) = (writes, failsAfterWriting);
            var died = await RunAsync(blobs, mailer).ContinueWith(run => run.IsFaulted || run.Result.Sent.Any(s => !s.Delivery.Complete), TaskScheduler.Default);
            blobs.WritesLeft = -1;
            Clock.Advance(TimeSpan.FromMinutes(6)); // the dead process's lease runs out
            await RunAsync(blobs, mailer);
            await RunAsync(blobs, mailer);

            mailer.Accepted.Select(m => m.To).Distinct().Count().ShouldBe(2, $"after {writes} writes");
            mailer.Doubles.ShouldBeLessThanOrEqualTo(1, $"after {writes} writes");
            (await new AlertStore(blobs).StateAsync(CancellationToken.None))!.Rules[0].Outbox.ShouldBeEmpty();
            if (!died)
                break;
            deaths++;
        }

        deaths.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_story_that_cannot_be_read_silences_no_other()
    {
        var blobs = await WithAttackAsync();
        var odd = Report(ContentHash.Of("odd"), "Strike in Bamako", Clock.GetUtcNow());
        await AddAsync(blobs, Of(odd) with { Reports = [odd, null!] }); // what a bug may leave

        var report = await RunAsync(blobs);

        report.Sent.ShouldHaveSingleItem().Delivery.SentNow.ShouldBe(2);
    }

    [Fact]
    public async Task Two_processes_at_once_tell_an_event_once()
    {
        var blobs = await WithAttackAsync();

        await Task.WhenAll(RunAsync(new YieldingBlobs(blobs, new Random(1))), RunAsync(new YieldingBlobs(blobs, new Random(2))));
        await RunAsync(blobs);

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_rule_that_is_taken_out_and_put_back_tells_nothing_twice_and_loses_nothing_that_it_held()
    {
        var nightly = Rule with { Quiet = new QuietHours(new TimeOnly(5, 0), new TimeOnly(7, 0)) };
        var blobs = await WithAttackAsync();
        await RunAsync(blobs, rule: nightly);
        await RunAsync(blobs, rule: Rule with { Id = "other", Countries = ["TD"] });
        Mailer.Accepted.ShouldBeEmpty();

        Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync(blobs, rule: nightly);
        await RunAsync(blobs, rule: Rule with { Id = "other", Countries = ["TD"] });
        await RunAsync(blobs, rule: nightly);

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_was_under_way_when_the_state_was_lost_comes_to_everybody_once(bool isGarbled)
    {
        var blobs = await WithAttackAsync();
        Mailer.Answer = mail => mail.To.Value == "reader2@example.org" ? new MailOutcome.TemporaryFailure("450 later") : new MailOutcome.Sent();
        await RunAsync(blobs);
        await LoseStateAsync(blobs, isGarbled);
        Mailer.Answer = _ => new MailOutcome.Sent();
        Clock.Advance(TimeSpan.FromMinutes(10));

        var resumed = await RunAsync(blobs);
        await NoteAsync(blobs, Attack(Monday));
        var again = await RunAsync(blobs);

        resumed.Sent.ShouldHaveSingleItem().Delivery.SentNow.ShouldBe(1);
        again.Sent.ShouldBeEmpty("what was told is known");
        Mailer.Accepted.Select(m => m.To.Value).ShouldBe(["reader1@example.org", "reader2@example.org"]);
    }

    [Fact]
    public async Task An_event_that_was_held_when_the_state_was_garbled_is_told_all_the_same()
    {
        var nightly = Rule with { Quiet = new QuietHours(new TimeOnly(5, 0), new TimeOnly(9, 0)) };
        var blobs = await WithAttackAsync();
        await RunAsync(blobs, rule: nightly);
        await LoseStateAsync(blobs, isGarbled: true);

        await RunAsync(blobs, rule: nightly);
        Mailer.Accepted.ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromHours(3.5));
        await RunAsync(blobs, rule: nightly);
        await RunAsync(blobs, rule: nightly);

        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_whose_rule_is_taken_out_waits_for_it_goes_on_when_it_is_back_and_status_says_so()
    {
        var blobs = await WithAttackAsync();
        Mailer.Answer = _ => new MailOutcome.TemporaryFailure("450 later");
        await RunAsync(blobs);
        Mailer.Answer = _ => new MailOutcome.Sent();
        Clock.Advance(TimeSpan.FromHours(1));

        var other = Rule with { Id = "other", Countries = ["TD"] };
        (await RunAsync(blobs, rule: other)).Sent.ShouldBeEmpty();
        var waits = AlertWait.Of([other], await new AlertStore(blobs).StateAsync(CancellationToken.None), Clock.GetUtcNow());
        await RunAsync(blobs);

        waits.ShouldHaveSingleItem().ToString().ShouldContain("(until 2026-11-03 06:00Z, then dropped unless the rule, which alerts.yaml no longer has, comes back)");
        Mailer.Accepted.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_whose_rule_stays_away_for_a_day_is_dropped_and_the_report_says_so(bool areThereOthers)
    {
        var blobs = await WithAttackAsync();
        Mailer.Answer = _ => new MailOutcome.TemporaryFailure("450 later");
        await RunAsync(blobs);
        Mailer.Answer = _ => new MailOutcome.Sent();
        Clock.Advance(TimeSpan.FromHours(25));
        IReadOnlyList<AlertRule> others = areThereOthers ? [Rule with { Id = "other", Countries = ["TD"] }] : [];

        var dropped = await RunAsync(blobs, others);
        var later = await RunAsync(blobs, others);
        await RunAsync(blobs);

        dropped.Sent.ShouldHaveSingleItem().Delivery.Problems.ShouldHaveSingleItem().ShouldContain("no longer in alerts.yaml");
        later.Sent.ShouldBeEmpty();
        Mailer.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_will_not_take_it_for_an_hour_makes_it_late()
    {
        var blobs = await WithAttackAsync();
        Mailer.Answer = _ => new MailOutcome.TemporaryFailure("450 later", TimeSpan.FromMinutes(90));
        await RunAsync(blobs);
        Mailer.Answer = _ => new MailOutcome.Sent();

        Clock.Advance(TimeSpan.FromMinutes(91));
        await RunAsync(blobs);

        Mailer.Accepted.Count.ShouldBe(2);
        Mailer.Accepted.ShouldAllBe(m => m.Subject.Contains("late", StringComparison.Ordinal));
    }
}
