using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery;

/// <summary>Deliveries while processes compete, stop, die or meet damaged data.</summary>
public class DigestDeliveryFailureTests
{
    [Fact]
    public async Task Two_processes_at_once_send_every_mail_once()
    {
        var list = new MailingList(readers: 400);

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => list.DeliverAsync())));

        list.Mailer.Doubles.ShouldBe(0);
        list.Mailer.Accepted.Count.ShouldBe(400);
        reports.Sum(r => r.SentNow).ShouldBe(400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_write_a_process_dies_at_every_reader_has_the_digest_and_a_double_is_a_repeat(bool afterWriting)
    {
        for (var died = 0; ; died++)
        {
            var list = new MailingList(readers: 4) { Options = { Concurrency = 1 }, Blobs = { WritesLeft = died, FailsAfterWriting = afterWriting } };
            var alive = await Survives(list);
            list.Blobs.WritesLeft = -1;
            list.Clock.Advance(list.Options.Lease);
            var report = await list.DeliverAsync();

            report.Complete.ShouldBeTrue($"after a death at write {died}");
            list.Mailer.Accepted.Select(MailingList.NumberOf).Distinct().Count().ShouldBe(4);
            list.Mailer.Doubles.ShouldBeLessThanOrEqualTo(1);
            list.Mailer.Asked.Count(m => m.Repeat).ShouldBeGreaterThanOrEqualTo(list.Mailer.Doubles);
            if (alive)
                break;
        }
    }

    [Fact]
    public async Task A_process_whose_lease_ran_out_stops_where_another_took_over()
    {
        var list = new MailingList(readers: 10) { Options = { Concurrency = 1 } };
        Task<DeliveryReport>? other = null;
        list.Mailer.Answer = mail =>
        {
            // The third mail takes so long that the lease runs out, and meanwhile another process delivers all that is left.
            if (list.Mailer.Accepted.Count == 2 && other is null)
            {
                list.Clock.Advance(list.Options.Lease);
                other = Task.Run(() => list.DeliverAsync());
                other.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            }
            return new MailOutcome.Sent();
        };

        await list.DeliverAsync();

        (await other!).Complete.ShouldBeTrue();
        list.Mailer.Accepted.Select(MailingList.NumberOf).Distinct().Count().ShouldBe(10);
        list.Mailer.Doubles.ShouldBe(1); // the one that was under way: what the lease being longer than a mail's time limit prevents
    }

    [Fact]
    public async Task One_shard_that_cannot_be_read_holds_up_its_own_readers_alone_and_is_named()
    {
        var list = new MailingList(readers: 120) { Mailer = { Answer = _ => new MailOutcome.Unavailable("down") } };
        await list.DeliverAsync();
        var shards = new DeliveryLedger(list.Blobs);
        var inShard = (await shards.ReadShardAsync(BlobNames.DeliveryShard("daily", "2026-11-22", 1), CancellationToken.None))!.Value.Deliveries.Count;
        await list.Blobs.PutAsync(BlobNames.DeliveryShard("daily", "2026-11-22", 1), "{"u8.ToArray(), "application/json", CancellationToken.None);
        list.Mailer.Answer = _ => new MailOutcome.Sent();
        list.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await list.DeliverAsync();

        (report.Sent, report.Waiting, report.Complete).ShouldBe((120 - inShard, inShard, false));
        report.Problems[0].ShouldContain(BlobNames.DeliveryShard("daily", "2026-11-22", 1));
    }

    [Fact]
    public async Task A_mailer_that_fails_on_one_mail_delivers_the_others()
    {
        var list = new MailingList(readers: 120);
        list.Mailer.Answer = mail => MailingList.NumberOf(mail) == 7 ? throw new InvalidOperationException("a bug of the mailer") : new MailOutcome.Sent();

        var report = await list.DeliverAsync();

        (report.Sent, report.Waiting).ShouldBe((119, 1));
        report.Problems.ShouldBe(["1 reader: The mailer failed: InvalidOperationException"]);
    }

    [Fact]
    public async Task Asked_to_stop_it_finishes_the_mails_it_has_begun_begins_no_other_and_doubles_none()
    {
        for (var stopAt = 1; stopAt <= 12; stopAt++)
        {
            var list = new MailingList(readers: 12) { Options = { Concurrency = 1 } };
            using var stop = new CancellationTokenSource();
            list.Mailer.Answer = _ =>
            {
                if (list.Mailer.Asked.Count == stopAt)
                    stop.Cancel();
                return new MailOutcome.Sent();
            };

            await Should.ThrowAsync<OperationCanceledException>(() => list.DeliverAsync(stop: stop.Token));
            list.Mailer.Accepted.Count.ShouldBe(stopAt);
            var report = await list.DeliverAsync(); // at once: the shards were given back

            (report.Sent, report.Repeated, list.Mailer.Doubles).ShouldBe((12, 0, 0));
        }
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_for_one_run_holds_nobody_up()
    {
        var list = new MailingList(readers: 3) { Mailer = { Answer = _ => new MailOutcome.TemporaryFailure("450 later") } };
        var ledger = new DeliveryLedger(list.Blobs);
        var right = list.Clock.GetUtcNow();
        list.Clock.Advance(TimeSpan.FromDays(1));
        await list.DeliverAsync();
        var shard = (await ledger.ReadShardAsync(BlobNames.DeliveryShard("daily", "2026-11-22", 0), CancellationToken.None))!;
        await ledger.TakeAsync(
            BlobNames.DeliveryShard("daily", "2026-11-22", 0), shard, list.Clock.GetUtcNow(), list.Options.Lease, CancellationToken.None); // and dies
        list.Mailer.Answer = _ => new MailOutcome.Sent();

        var report = await list.DeliverAsync(clock: new TestClock(right.AddMinutes(10)));

        report.Sent.ShouldBe(3);
    }

    private static async Task<bool> Survives(MailingList list)
    {
        try
        {
            return (await list.DeliverAsync()).Complete;
        }
        catch (StorageException)
        {
            return false;
        }
    }
}
