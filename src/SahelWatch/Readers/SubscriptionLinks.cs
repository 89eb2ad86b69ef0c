using SahelWatch.Domain;

namespace SahelWatch.Readers;

/// <summary>
/// The links that mails carry to the subscription pages. One query parameter and no more: a link must read the same in HTML, text and headers.
/// </summary>
public sealed class SubscriptionLinks(Uri publicUrl, byte[] key)
{
    /// <summary>Mail is kept: a reader may want to leave by a digest of last winter.</summary>
    private static readonly TimeSpan UnsubscribeLife = TimeSpan.FromDays(400);

    /// <summary>Long enough for a mail that lands in quarantine over a night.</summary>
    public static readonly TimeSpan ConfirmLife = TimeSpan.FromHours(48);

    /// <summary>It opens a reader's data: short.</summary>
    private static readonly TimeSpan ManageLife = TimeSpan.FromHours(2);

    /// <param name="digestAt">When the digest was made: the same digest carries the same link, however often it is tried.</param>
    public Uri Unsubscribe(ReaderId reader, string edition, DateTimeOffset digestAt) =>
        Link("unsubscribe", new(TokenPurpose.Unsubscribe, reader, [edition], digestAt + UnsubscribeLife));

    public Uri Confirm(ReaderId reader, EmailAddress address, string language, IReadOnlyList<string> editions, DateTimeOffset now) =>
        Link("confirm", new(TokenPurpose.Confirm, reader, editions, now + ConfirmLife) { Confirmation = new(address.Value, language) });

    public Uri Manage(ReaderId reader, DateTimeOffset now) => Link("manage", new(TokenPurpose.Manage, reader, [], now + ManageLife));

    public SubscriptionToken? Read(string? token, TokenPurpose purpose, DateTimeOffset now) => SubscriptionToken.Read(token, purpose, key, now);

    private Uri Link(string page, SubscriptionToken token) => new($"{publicUrl.AbsoluteUri.TrimEnd('/')}/subscriptions/{page}?t={token.Sign(key)}");
}
