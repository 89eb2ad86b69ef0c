using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Readers;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery;

public class DigestDeliveryTests
{
    [Fact]
    public async Task Every_reader_gets_the_digest_once_and_a_second_run_sends_and_reads_next_to_nothing()
    {
        var list = new MailingList(readers: 120);

        var first = await list.DeliverAsync();
        var reads = list.Blobs.Reads;
        var second = await list.DeliverAsync();

        first.Sent.ShouldBe(120);
        first.Complete.ShouldBeTrue();
        list.Mailer.Accepted.Select(MailingList.NumberOf).Order().ShouldBe(Enumerable.Range(1, 120));
        second.SentNow.ShouldBe(0);
        second.Complete.ShouldBeTrue();
        (list.Blobs.Reads - reads).ShouldBe(1);
    }

    [Fact]
    public async Task Recording_a_mail_costs_one_write()
    {
        var list = new MailingList(readers: 500);

        await list.DeliverAsync();

        // The key and its copy, the plan three times, and 10 shards: created, taken and given back.
        list.Blobs.Writes.ShouldBe(500 + 2 + 3 + (3 * 10));
    }

    [Fact]
    public async Task A_mail_goes_to_one_reader_with_a_link_of_his_own()
    {
        var list = new MailingList(readers: 3);

        await list.DeliverAsync();

        list.Mailer.Accepted.Select(m => m.Link).Distinct().Count().ShouldBe(3);
        list.Mailer.Accepted.ShouldAllBe(m => m.Content.HtmlFor(m.Link).Contains("https://sahelwatch.example/subscriptions/unsubscribe?t="));
    }

    [Fact]
    public async Task A_temporary_refusal_holds_up_nobody_else_and_is_tried_again_when_its_time_has_come()
    {
        var list = new MailingList(readers: 3);
        list.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2 ? new MailOutcome.TemporaryFailure("450 greylisted") : new MailOutcome.Sent();

        var first = await list.DeliverAsync();
        list.Clock.Advance(TimeSpan.FromMinutes(4));
        await list.DeliverAsync();
        list.Mailer.Answer = _ => new MailOutcome.Sent();
        list.Clock.Advance(TimeSpan.FromMinutes(1));
        var last = await list.DeliverAsync();

        (first.Sent, first.Waiting, first.Resume).ShouldBe((2, 1, TestClock.Start.AddMinutes(5)));
        first.Problems.ShouldBe(["1 reader: 450 greylisted"]);
        list.Mailer.Asked.Count.ShouldBe(4);
        last.Complete.ShouldBeTrue();
        list.Mailer.Doubles.ShouldBe(0);
    }

    [Fact]
    public async Task A_digest_that_cannot_be_sent_is_given_up_before_the_next_is_near()
    {
        var list = new MailingList(readers: 1) { Mailer = { Answer = _ => new MailOutcome.TemporaryFailure("450 busy") } };

        DeliveryReport report;
        do
        {
            report = await list.DeliverAsync();
            list.Clock.Advance(TimeSpan.FromMinutes(15));
        }
        while (!report.Complete);

        report.GivenUp.ShouldBe(1);
        (list.Clock.GetUtcNow() - TestClock.Start).ShouldBeInRange(TimeSpan.FromHours(15), TimeSpan.FromHours(18.5));
        list.Mailer.Asked.Count.ShouldBeInRange(8, 15);
    }

    [Fact]
    public async Task An_address_that_refuses_three_digests_in_a_row_is_suspended_and_that_is_said()
    {
        var list = new MailingList(readers: 2);
        list.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2 ? new MailOutcome.PermanentFailure("550 5.1.1 no such user") : new MailOutcome.Sent();

        var reports = new List<DeliveryReport>();
        foreach (var day in new[] { "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25" })
        {
            reports.Add(await list.DeliverAsync(day));
            list.Clock.Advance(TimeSpan.FromDays(1));
        }

        reports.Select(r => r.GivenUp).ShouldBe([1, 1, 1, 0]);
        reports.Select(r => r.Suspended.Count).ShouldBe([0, 0, 1, 0]);
        reports[3].Readers.ShouldBe(1);
        (await list.ReaderAsync(2)).ShouldNotBeNull().SuspendedBecause.ShouldBe("550 5.1.1 no such user");
    }

    [Fact]
    public async Task A_mail_that_is_taken_clears_the_count_of_refusals()
    {
        var list = new MailingList(readers: 1) { Mailer = { Answer = _ => new MailOutcome.PermanentFailure("550 full") } };
        await list.DeliverAsync("2026-11-22");
        await list.DeliverAsync("2026-11-23");
        list.Mailer.Answer = _ => new MailOutcome.Sent();

        await list.DeliverAsync("2026-11-24");

        (await list.ReaderAsync(1))!.Bounces.ShouldBe(0);
    }

    [Fact]
    public async Task While_the_provider_is_down_everybody_waits_and_no_attempt_is_spent()
    {
        var list = new MailingList(readers: 60) { Options = { Concurrency = 1 }, Mailer = { Answer = _ => new MailOutcome.Unavailable("connection refused") } };

        var down = await list.DeliverAsync();
        await list.DeliverAsync();
        list.Mailer.Asked.Count.ShouldBe(1);
        list.Mailer.Answer = _ => new MailOutcome.Sent();
        list.Clock.Advance(TimeSpan.FromMinutes(5));
        var up = await list.DeliverAsync();

        (down.Sent, down.Waiting, down.Resume).ShouldBe((0, 60, TestClock.Start.AddMinutes(5)));
        down.Problems[0].ShouldBe("connection refused");
        up.Sent.ShouldBe(60);
    }

    [Fact]
    public async Task A_sender_that_the_provider_refuses_is_said_and_held_against_no_reader()
    {
        var list = new MailingList(readers: 5)
        {
            Options = { Concurrency = 1 },
            Mailer =
            { Answer = _ => new MailOutcome.SenderRefused("The SMTP server refuses the sender (Delivery:From): 550 5.7.1") }
        };

        foreach (var day in new[] { "2026-11-22", "2026-11-23", "2026-11-24" })
        {
            (await list.DeliverAsync(day)).Problems[0].ShouldContain("Delivery:From");
            list.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        list.Mailer.Asked.Count.ShouldBe(3);
        (await list.ReaderAsync(1)).ShouldBeNull();
    }

    [Fact]
    public async Task The_providers_pace_is_kept_over_runs_and_processes()
    {
        var list = new MailingList(readers: 250) { Options = { PerMinute = 30, PerHour = 100 } };
        var sentAt = new List<DateTimeOffset>();
        list.Mailer.Answer = _ =>
        {
            lock (sentAt)
                sentAt.Add(list.Clock.GetUtcNow());
            return new MailOutcome.Sent();
        };

        for (var report = await list.DeliverAsync(); !report.Complete; report = (await Task.WhenAll(list.DeliverAsync(), list.DeliverAsync()))[0])
            list.Clock.AdvanceTo(report.Resume ?? list.Clock.GetUtcNow()); // none where the other process dealt with the rest meanwhile

        list.Mailer.Doubles.ShouldBe(0);
        sentAt.Count.ShouldBe(250);
        sentAt.ShouldAllBe(t => sentAt.Count(s => s > t.AddMinutes(-1) && s <= t) <= 30);
        sentAt.ShouldAllBe(t => sentAt.Count(s => s > t.AddHours(-1) && s <= t) <= 100);
        (sentAt.Max() - sentAt.Min()).ShouldBeLessThan(TimeSpan.FromHours(2.2));
    }

    [Fact]
    public async Task A_reader_who_leaves_after_the_digest_was_planned_does_not_get_it()
    {
        var list = new MailingList(readers: 2) { Options = { Concurrency = 1 }, Mailer = { Answer = _ => new MailOutcome.Unavailable("down") } };
        await list.DeliverAsync();
        var readers = new ReaderStore(list.Blobs);
        var id = await readers.IdOfAsync(MailingList.Address(2), CancellationToken.None);
        await readers.ChangeAsync(id, _ => new Reader { Id = id, Left = ["daily"] }, CancellationToken.None);
        list.Mailer.Answer = _ => new MailOutcome.Sent();
        list.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await list.DeliverAsync();

        (report.Sent, report.GivenUp, report.Complete).ShouldBe((1, 1, true));
        list.Mailer.Accepted.Select(MailingList.NumberOf).ShouldBe([1]);
    }

    [Fact]
    public async Task Subscribers_and_listed_readers_get_the_digest_once_each()
    {
        var list = new MailingList(readers: 2);
        var readers = new ReaderStore(list.Blobs);
        foreach (var (number, edition) in new[] { (2, "daily"), (3, "daily"), (4, "weekly") })
        {
            var id = await readers.IdOfAsync(MailingList.Address(number), CancellationToken.None);
            await readers.ChangeAsync(
                id, _ => new Reader { Id = id, Address = MailingList.Address(number).Value, Editions = [edition] }, CancellationToken.None);
        }
        var delivery = new DigestDelivery(
            list.Blobs, list.Mailer, Receivers.Sender(list.Options, list.Clock), list.Options, list.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<DigestDelivery>.Instance);

        await delivery.DeliverAsync(list.Mailing() with { Subscribers = true }, CancellationToken.None);

        list.Mailer.Accepted.Select(MailingList.NumberOf).Order().ShouldBe([1, 2, 3]);
    }
}
