using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery;

/// <summary>
/// A year of cycles over six time zones, with a process that is down, a provider that is down or moody, and a clock that is set forward and back.
/// </summary>
public class DeliveryYearTests
{
    private const int ReadersEach = 3;

    private static readonly DateTimeOffset NewYear = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Half past two does not exist on one night of the year and comes twice on another, where the clocks are changed then.
    private static readonly Edition[] Editions =
    [
        .. new[] { "Europe/Paris", "Africa/Bamako", "America/New_York", "Africa/Casablanca", "Pacific/Auckland", "Asia/Kathmandu" }.Select(
            (zone, i) => new Edition
        {
            Id = $"edition{i}",
            Title = zone,
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone),
            SendAt = [new TimeOnly(2, 30)],
            Readers = [.. Enumerable.Range(0, ReadersEach).Select(r => string.Create(CultureInfo.InvariantCulture, $"reader{r}@edition{i}.example"))],
        }),
    ];

    [Fact]
    public async Task Every_reader_gets_exactly_one_digest_of_every_edition_and_due_date()
    {
        var random = new Random(1);
        var (blobs, clock, mailer) = (new MemoryBlobs(), new SettableClock { Now = NewYear }, new ScriptedMailer());
        var options = new DeliveryOptions { From = "digest@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example") };
        var composed = Editions.ToDictionary(e => e.Id, _ => new List<DueDigest>());
        var (downUntil, error) = (NewYear, TimeSpan.Zero);
        mailer.Answer = _ => clock.Now - error < downUntil
            ? new MailOutcome.Unavailable("down")
            : random.Next(20) == 0 ? new MailOutcome.TemporaryFailure("450 later") : new MailOutcome.Sent();

        var end = NewYear.AddDays(366);
        for (var real = NewYear; real < end; real += TimeSpan.FromMinutes(random.Next(5, 60)))
        {
            if (random.Next(200) == 0)
                real += TimeSpan.FromHours(random.Next(1, 16)); // nobody runs us
            if (random.Next(300) == 0)
                downUntil = real + TimeSpan.FromHours(random.Next(1, 12));
            if (random.Next(300) == 0)
                error = error == TimeSpan.Zero ? TimeSpan.FromMinutes(random.Next(-300, 300)) : TimeSpan.Zero;
            clock.Now = real + error;
            foreach (var edition in Editions)
                await CycleAsync(edition, composed[edition.Id]);
        }

        var sent = mailer.Accepted.Select(m => m.Key).ToList();
        sent.Count.ShouldBe(sent.Distinct().Count());
        var got = mailer.Accepted.CountBy(m => m.Key[..m.Key.LastIndexOf('/')]).ToDictionary();
        var expected = from edition in Editions
                       from day in Enumerable.Range(1, 363)
                       select string.Create(CultureInfo.InvariantCulture, $"{edition.Id}/{NewYear.AddDays(day):yyyy-MM-dd}");
        expected.Where(digest => got.GetValueOrDefault(digest) != ReadersEach).ShouldBeEmpty();

        async Task CycleAsync(Edition edition, List<DueDigest> known)
        {
            known.AddRange(Schedule.Due(edition, known.Count > 0 ? known.Max(d => d.DueAt) : NewYear, clock.Now));
            var delivery = new DigestDelivery(blobs, mailer, Receivers.Sender(options, clock), options, clock, NullLogger<DigestDelivery>.Instance);
            foreach (var digest in known.TakeLast(2))
                await delivery.DeliverAsync(MailingOf(edition, digest.Key), CancellationToken.None);
        }
    }

    private static Mailing MailingOf(Edition edition, string digest) => new()
    {
        Edition = edition.Id,
        Digest = digest,
        Subject = edition.Title,
        Content = new MailContent("", "", SomeMail.Placeholder),
        Listed = [.. edition.Readers.Select(EmailAddress.Parse)],
    };

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
