using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

public class LateDigestTests
{
    private static readonly Edition Daily = new() { Id = "daily", Title = "Sahel daily", Readers = ["reader1@example.org", "reader2@example.org"] };

    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly ScriptedMailer _mailer = new();
    private readonly MemoryBlobs _blobs = new();

    [Fact]
    public async Task After_an_outage_of_a_day_the_digest_is_still_sent_and_says_that_it_is_late()
    {
        await RunAsync();

        _clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero)); // due on the 22nd at six, the next in more than three hours
        await RunAsync();

        _mailer.Accepted.Count.ShouldBe(2);
        _mailer.Accepted.ShouldAllBe(m => m.Subject.Contains("late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_whose_server_makes_him_wait_is_told_that_the_mail_is_late_and_the_others_are_not()
    {
        await RunAsync();
        _mailer.Answer = mail => MailingList.NumberOf(mail) == 2 ? new MailOutcome.TemporaryFailure("450 later", TimeSpan.FromHours(1)) : new MailOutcome.Sent();
        _clock.AdvanceTo(new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero));
        await RunAsync();
        _mailer.Answer = _ => new MailOutcome.Sent();
        _clock.Advance(TimeSpan.FromHours(1));

        await RunAsync();

        _mailer.Accepted.Select(m => (MailingList.NumberOf(m), m.Subject.Contains("late", StringComparison.Ordinal))).ShouldBe([(1, false), (2, true)]);
    }

    private Task<DigestReport> RunAsync()
    {
        var options = new DeliveryOptions { From = "digest@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example") };
        var delivery = new DigestDelivery(_blobs, _mailer, options, _clock, NullLogger<DigestDelivery>.Instance);
        var send = new SendDigests(new DigestComposer(Watchlist.Shipped.Entries), new DigestRenderer(), delivery, new Stores(new CountingBlobs(_blobs)), _clock, NullLogger<SendDigests>.Instance);
        return send.RunAsync([Daily], [], today: false, CancellationToken.None);
    }
}
