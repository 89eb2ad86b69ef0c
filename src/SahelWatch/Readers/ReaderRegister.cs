using Microsoft.Extensions.Logging;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Storage;

namespace SahelWatch.Readers;

/// <summary>
/// Subscribing, changing and ending subscriptions, for the pages, the links in mails and the operator's command line. Requesting a mail does not reveal whether
/// the address is known: the answer and the work are the same.
/// </summary>
public sealed partial class ReaderRegister(IBlobs blobs, IMailer mailer, DeliveryOptions options, TimeProvider clock, ILogger<ReaderRegister> logger)
{
    private readonly ReaderStore _readers = new(blobs);
    private readonly PaceStore _pace = new(blobs, "subscriptions", (0, options.SubscriptionMailsPerHour));

    /// <summary>Mails a link to confirm a subscription or, if the reader already has one, to change or end it.</summary>
    /// <param name="editions">Those to subscribe to; empty for a link to an existing subscription only.</param>
    /// <returns>False if too many mails went out within the hour, to any addresses; reveals nothing about this one.</returns>
    public async Task<bool> AskAsync(EmailAddress address, IReadOnlyList<Edition> editions, string language, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await _pace.IsOpenAsync(now, cancellationToken))
            return false;
        string[] ids = [.. editions.Select(edition => edition.Id)];
        var (id, mailbox) = (await _readers.IdOfAsync(address, cancellationToken), await _readers.IdOfAsync(address.Mailbox, cancellationToken));
        var reader = await _readers.ReadAsync(id, cancellationToken);
        var mails = false;
        await _readers.ChangeAsync(
            mailbox, r => (mails = SubscriptionRules.MayBeMailed(r, reader, now)) ? SubscriptionRules.Mailed(r, mailbox, ids, now) : r, cancellationToken);
        if (!mails)
            return true;
        await _pace.TakeAsync(1, now, cancellationToken);
        await MailAsync(address, id, reader, editions, language, now);
        return true;
    }

    /// <summary>The confirmed reader; null if the link is invalid or expired.</summary>
    public async Task<Reader?> ConfirmAsync(string? link, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await ReadAsync(link, TokenPurpose.Confirm, cancellationToken) is not { } token)
            return null;
        Reader? confirmed = null;
        await _readers.ChangeAsync(
            token.Reader, r => confirmed = SubscriptionRules.Confirmed(r, token.Reader, token.Confirmation, token.Editions, now), cancellationToken);
        return confirmed;
    }

    /// <summary>The editions that the link is for; null if it is invalid or expired.</summary>
    public async Task<IReadOnlyList<string>?> LookAsync(string? link, TokenPurpose purpose, CancellationToken cancellationToken) =>
        (await ReadAsync(link, purpose, cancellationToken))?.Editions;

    /// <summary>False if the link is invalid or expired.</summary>
    public async Task<bool> UnsubscribeAsync(string? link, CancellationToken cancellationToken)
    {
        if (await ReadAsync(link, TokenPurpose.Unsubscribe, cancellationToken) is not { } token)
            return false;
        await _readers.ChangeAnywayAsync(token.Reader, r => SubscriptionRules.Left(r, token.Reader, token.Editions), cancellationToken);
        return true;
    }

    /// <summary>Everything stored about the reader whose link this is; null if the link is invalid or expired, or nothing is stored.</summary>
    public async Task<Reader?> OpenAsync(string? link, CancellationToken cancellationToken) =>
        await ReadAsync(link, TokenPurpose.Manage, cancellationToken) is { } token ? await _readers.ReadAsync(token.Reader, cancellationToken) : null;

    /// <summary>Subscribes the reader to exactly these editions. Null if the link is invalid or expired.</summary>
    public async Task<Reader?> ChooseAsync(string? link, IReadOnlyList<string> editions, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await ReadAsync(link, TokenPurpose.Manage, cancellationToken) is { } token
            ? await _readers.ChangeAsync(token.Reader, r => r is { Address: not null } ? SubscriptionRules.Chosen(r, editions, now) : null, cancellationToken)
            : null;
    }

    /// <summary>Deletes everything except the note not to mail this reader again. False if the link is invalid or expired.</summary>
    public async Task<bool> EraseAsync(string? link, CancellationToken cancellationToken)
    {
        if (await ReadAsync(link, TokenPurpose.Manage, cancellationToken) is not { } token)
            return false;
        await _readers.ChangeAnywayAsync(token.Reader, _ => SubscriptionRules.Erased(token.Reader), cancellationToken);
        return true;
    }

    public Task<ReaderRecords> AllAsync(CancellationToken cancellationToken) => _readers.AllAsync(cancellationToken);

    /// <summary>What is stored for an address; null if nothing.</summary>
    public async Task<Reader?> FindAsync(EmailAddress address, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(await _readers.IdOfAsync(address, cancellationToken), cancellationToken);

    /// <summary>Subscribes a reader without a confirmation mail: the operator vouches for their consent. Also lifts a suspension.</summary>
    public async Task<Reader> AddAsync(EmailAddress address, IReadOnlyList<string> editions, string language, CancellationToken cancellationToken)
    {
        var (id, now) = (await _readers.IdOfAsync(address, cancellationToken), clock.GetUtcNow());
        return (await _readers.ChangeAsync(
            id, r => SubscriptionRules.Confirmed(r, id, new Confirmation(address.Value, language), editions, now), cancellationToken))!;
    }

    /// <param name="editions">The editions to leave.</param>
    public async Task<Reader> RemoveAsync(EmailAddress address, IReadOnlyList<string> editions, CancellationToken cancellationToken)
    {
        var id = await _readers.IdOfAsync(address, cancellationToken);
        return (await _readers.ChangeAnywayAsync(id, r => SubscriptionRules.Left(r, id, editions), cancellationToken))!;
    }

    public async Task EraseAsync(EmailAddress address, CancellationToken cancellationToken)
    {
        var id = await _readers.IdOfAsync(address, cancellationToken);
        await _readers.ChangeAnywayAsync(id, _ => SubscriptionRules.Erased(id), cancellationToken);
    }

    /// <summary>Deletes expired requests that were never confirmed. Reads every reader, so call it once a day.</summary>
    /// <returns>The number of readers affected.</returns>
    public async Task<int> ForgetUnconfirmedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var forgotten = (await _readers.AllAsync(cancellationToken)).Known.Values.Where(reader => SubscriptionRules.Forgotten(reader, now) != reader).ToList();
        foreach (var reader in forgotten)
            await _readers.ForgetAsync(reader.Id, r => SubscriptionRules.Forgotten(r, now), cancellationToken);
        return forgotten.Count;
    }

    /// <summary>Not cancelled with the request, since the mail has already been counted.</summary>
    private async Task MailAsync(EmailAddress address, ReaderId id, Reader? reader, IReadOnlyList<Edition> editions, string language, DateTimeOffset now)
    {
        var links = await LinksAsync(CancellationToken.None);
        var (texts, ids) = (Frame.In(language), editions.Select(e => e.Id).ToList());
        var mail = reader switch
        {
            { Status: ReaderStatus.Active } => SubscriptionMail.Manage(texts, links.Manage(id, now)),
            { Status: ReaderStatus.Suspended, Address: not null } when editions.Count == 0 => SubscriptionMail.Manage(texts, links.Manage(id, now)),
            _ when editions.Count == 0 => SubscriptionMail.None(texts, links.Ask(language)),
            _ => SubscriptionMail.Confirm(texts, links.Confirm(id, address, language, ids, now), [.. editions.Select(e => e.Title)]),
        };
        var outcome = await mailer.SendAsync(
            new OutgoingMail
            {
                Key = $"subscription/{id}/{now.ToUnixTimeMilliseconds()}",
                From = new Mailbox(options.FromName, EmailAddress.Parse(options.From)),
                To = address,
                Subject = mail.Subject,
                Content = new MailContent(mail.Html, mail.Text, SubscriptionMail.LinkPlaceholder),
                Link = mail.Link,
                Date = now,
            },
            CancellationToken.None);
        if (outcome is not MailOutcome.Sent)
            NotSent(id.Value, outcome.ToString());
    }

    private async Task<SubscriptionLinks> LinksAsync(CancellationToken cancellationToken) => new(options.PublicUrl, await _readers.KeyAsync(cancellationToken));

    private async Task<SubscriptionToken?> ReadAsync(string? link, TokenPurpose purpose, CancellationToken cancellationToken) =>
        (await LinksAsync(cancellationToken)).Read(link, purpose, clock.GetUtcNow());

    [LoggerMessage(310, LogLevel.Warning, "The subscription mail to reader {Reader} was not sent: {Outcome}")]
    private partial void NotSent(string reader, string outcome);
}
