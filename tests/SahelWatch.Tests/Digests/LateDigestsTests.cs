using SahelWatch.Delivery.Mail;
using SahelWatch.Digests.Editions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Digests;

/// <summary>Digests after outages of ours, of the mail server and of the clock: made up for, marked as late, or given up.</summary>
public class LateDigestsTests
{
    [Fact]
    public async Task After_an_outage_of_a_day_the_digest_is_still_sent_and_says_that_it_is_late()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-20T12:00Z");
        await harness.RunAsync("2026-11-21T06:00Z");

        await harness.RunAsync("2026-11-23T02:30Z"); // due on the 22nd at six, the next in more than three hours

        harness.Mailer.Accepted.Skip(2).Select(m => m.Subject.Contains("late", StringComparison.Ordinal)).ShouldBe([true, true]);
    }

    [Fact]
    public async Task A_reader_whose_server_makes_him_wait_is_told_that_the_mail_is_late_and_the_others_are_not()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        harness.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2
            ? new MailOutcome.TemporaryFailure("450 later", TimeSpan.FromHours(1))
            : new MailOutcome.Sent();
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Mailer.Answer = _ => new MailOutcome.Sent();

        await harness.RunAsync("2026-11-22T07:00Z");

        harness.Mailer.Accepted.Select(m => (MailingList.NumberOf(m), m.Subject.Contains("late", StringComparison.Ordinal))).ShouldBe([(1, false), (2, true)]);
    }

    [Theory]
    [InlineData("2026-11-22T14:00Z", true)] // by hand, hours after the send time
    [InlineData("2026-11-22T07:00Z", false)] // on schedule, but the server was started up late
    public async Task The_first_digest_of_an_installation_is_not_late(string at, bool today)
    {
        var harness = new DigestHarness("2026-11-22T05:00Z");
        if (!today)
            await harness.RunAsync();

        await harness.RunAsync(at, today);

        harness.Mailer.Accepted.Count.ShouldBe(2);
        harness.Mailer.Accepted.ShouldAllBe(m => !m.Subject.Contains("late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_digest_that_was_missed_tells_its_own_day_and_the_last_one_the_rest()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-23T06:00Z");
        harness.Edition = harness.Edition with { CatchUp = CatchUp.Each };
        await harness.AddStoryAsync("a", "Mayor opens library in Mopti", "2026-11-23T20:00Z");
        harness.Clock.AdvanceTo(DigestHarness.At("2026-11-24T06:04Z"));
        await harness.PollAsync();
        await harness.RunAsync("2026-11-24T06:05Z");

        foreach (var (id, headline, at) in new[]
            { ("b", "Cholera ward set up in Diffa", "2026-11-24T12:00Z"), ("c", "Gold miners protest in Kangaba", "2026-11-25T12:00Z"), ("d", "Camel race returns to Agadez", "2026-11-26T20:00Z") })
            await harness.AddStoryAsync(id, headline, at, seen: "2026-11-27T06:04Z", delayed: true);
        harness.Clock.AdvanceTo(DigestHarness.At("2026-11-27T06:04Z"));
        await harness.PollAsync();
        await harness.RunAsync("2026-11-27T06:05Z");

        harness.Told.Count.ShouldBe(4);
        foreach (var (told, headline) in harness.Told.Zip(["Mayor opens", "Cholera ward", "Gold miners", "Camel race"]))
        {
            told.ShouldContain(headline);
            new[] { "Mayor opens", "Cholera ward", "Gold miners", "Camel race" }.Count(h => told.Contains(h, StringComparison.Ordinal)).ShouldBe(1, told);
            told.ShouldNotContain("could not see");
        }
    }

    [Fact]
    public async Task What_a_digest_could_tell_nobody_because_no_mail_went_out_for_a_day_is_told_by_the_next()
    {
        var desk = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        await desk.RunAsync("2026-11-22T06:00Z");
        desk.Mailer.Answer = _ => new MailOutcome.Unavailable("the mail server is away");
        await desk.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T09:00Z");
        await desk.RunAsync("2026-11-23T06:00Z");
        await desk.AddStoryAsync("b", "Strike in Bamako", "2026-11-23T20:00Z");
        await desk.RunAsync("2026-11-24T06:00Z"); // composed before the one of the 23rd is given up
        desk.Mailer.Answer = _ => new MailOutcome.Sent();

        await desk.RunAsync("2026-11-25T06:00Z");

        desk.Told.Skip(1).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            mail => mail.ShouldContain("Gunmen kill 12 in Djibo"),
            mail => mail.ShouldContain("Strike in Bamako"),
            mail => mail.ShouldContain("From 22 November, 06:00"));
    }

    [Theory]
    [InlineData(1)] // the other reader has it
    [InlineData(2)] // both addresses were rejected, which is no outage
    public async Task A_digest_that_was_refused_by_readers_servers_is_not_told_again(int rejected)
    {
        var desk = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        desk.Mailer.Answer = mail => MailingList.NumberOf(mail) <= rejected ? new MailOutcome.PermanentFailure("550 no such user") : new MailOutcome.Sent();
        await desk.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        await desk.RunAsync("2026-11-22T06:00Z");
        desk.Mailer.Answer = _ => new MailOutcome.Sent();

        await desk.RunAsync("2026-11-23T06:00Z");

        desk.Told[^1].ShouldNotContain("Gunmen kill 12 in Djibo");
    }

    [Fact]
    public async Task A_digest_left_half_sent_for_days_is_given_up_aloud_and_once()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        harness.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2 ? new MailOutcome.TemporaryFailure("450 later") : new MailOutcome.Sent();
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Mailer.Answer = _ => new MailOutcome.Sent();

        var first = await harness.RunAsync("2026-11-25T06:00Z");
        var second = await harness.RunAsync("2026-11-25T06:10Z");

        var old = first.Digests.Single(d => d.Key == "2026-11-22").Delivery;
        (old.GivenUp, old.Complete).ShouldBe((1, true));
        old.Problems.ShouldBe(["1 reader: 450 later"]);
        second.Digests.ShouldNotContain(d => d.Key == "2026-11-22");
        harness.Mailer.Accepted.Count.ShouldBe(3); // one of the 22nd, two of the 25th
    }

    [Fact]
    public async Task A_digest_half_sent_before_an_outage_of_weeks_is_given_up_aloud()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-01T12:00Z");
        harness.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2 ? new MailOutcome.TemporaryFailure("450 later") : new MailOutcome.Sent();
        await harness.RunAsync("2026-11-02T06:00Z");

        var back = await harness.RunAsync("2026-11-25T06:00Z");

        back.Digests.Single(d => d.Key == "2026-11-02").Delivery.GivenUp.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_for_one_run_leaves_no_day_without_its_digest()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        var ahead = new DigestHarness("2026-11-24T06:00Z", harness.Blobs);
        await ahead.RunAsync();

        foreach (var day in new[] { "2026-11-22", "2026-11-23" })
        {
            await harness.AddStoryAsync(day, $"Report of {day}", $"{day}T05:00Z");
            await harness.RunAsync($"{day}T06:00Z");
        }

        harness.Told.Count.ShouldBe(2);
        harness.Told[0].ShouldContain("Report of 2026-11-22");
        harness.Told[1].ShouldContain("Report of 2026-11-23");
    }
}
