using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Mail.Smtp;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery;

/// <summary>Deliveries to a real SMTP server that are stopped while the server has a mail and has not yet said so.</summary>
public class DeliveryStopTests
{
    private const int Readers = 8;

    [SkippableFact]
    public async Task A_stop_between_the_last_byte_of_a_mail_and_the_servers_answer_doubles_nothing()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var mailer = new SmtpMailer(server.Options(), new MailWriter(), TimeProvider.System);
        var blobs = new MemoryBlobs();
        var options = new DeliveryOptions { From = "digest@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example"), Concurrency = 2 };
        var mailing = new Mailing
        {
            Edition = "daily",
            Digest = "2026-11-22",
            Subject = "Sahel",
            Content = SomeMail.To().Content,
            Listed = [.. Enumerable.Range(0, Readers).Select(i => EmailAddress.Parse($"late-{i}@example.org"))],
        };

        for (var stops = 0; server.Taken.Count < Readers; stops++)
        {
            stops.ShouldBeLessThan(Readers); // each round delivers at least the mail under way
            using var stop = new CancellationTokenSource();
            var before = server.Taken.Count;
            var clock = new TestClock();
            var delivery = new DigestDelivery(blobs, mailer, Receivers.Sender(options, clock), options, clock, NullLogger<DigestDelivery>.Instance)
                .DeliverAsync(mailing, stop.Token);
            while (server.Taken.Count == before)
                await Task.Yield();
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(delivery);
        }

        server.Taken.ShouldBeUnique();
    }
}
