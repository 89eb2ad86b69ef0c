using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;
using SahelWatch.Readers;

namespace SahelWatch.Tests.Support;

/// <summary>A store with readers, a provider and a clock, and as many processes as a test wants that deliver from them.</summary>
internal sealed class MailingList(int readers)
{
    public MemoryBlobs Blobs { get; } = new();

    public TestClock Clock { get; } = new();

    public ScriptedMailer Mailer { get; } = new();

    public DeliveryOptions Options { get; } = new() { From = "digest@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example") };

    public static EmailAddress Address(int reader) => EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"reader{reader}@example.org"));

    public static int NumberOf(OutgoingMail mail) =>
        int.Parse(mail.To.Value["reader".Length..mail.To.Value.IndexOf('@', StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    public Mailing Mailing(string digest = "2026-11-22") => new()
    {
        Edition = "daily",
        Digest = digest,
        Subject = "Sahel",
        Content = new MailContent($"<p>Djibo</p>{SomeMail.Placeholder}", $"Djibo {SomeMail.Placeholder}", SomeMail.Placeholder),
        Listed = [.. Enumerable.Range(1, readers).Select(Address)],
    };

    /// <summary>As a new process would: nothing is shared but the store, the provider and the clock.</summary>
    public Task<DeliveryReport> DeliverAsync(
        string digest = "2026-11-22", TestClock? clock = null, bool subscribers = false, CancellationToken stop = default) =>
        new DigestDelivery(Blobs, Mailer, Receivers.Sender(Options, clock ?? Clock), Options, clock ?? Clock, NullLogger<DigestDelivery>.Instance).DeliverAsync(
            Mailing(digest) with { Subscribers = subscribers }, stop);

    public Task<DeliveryReport> DeliverAsync(Mailing mailing) =>
        new DigestDelivery(Blobs, Mailer, Receivers.Sender(Options, Clock), Options, Clock, NullLogger<DigestDelivery>.Instance).DeliverAsync(
            mailing, CancellationToken.None);

    public Task<Reader?> ReaderAsync(int reader) => ReaderAsync(new ReaderStore(Blobs), reader);

    private static async Task<Reader?> ReaderAsync(ReaderStore store, int reader) =>
        await store.ReadAsync(await store.IdOfAsync(Address(reader), CancellationToken.None), CancellationToken.None);
}
