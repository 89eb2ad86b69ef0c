namespace SahelWatch.Readers;

/// <summary>
/// Creates the links in mails to the subscription pages. They have a single query parameter, so that a link needs no escaping in HTML, text or headers.
/// </summary>
public sealed class SubscriptionLinks(Uri publicUrl, byte[] key)
{
    /// <summary>Readers may use the link in an old digest to unsubscribe.</summary>
    private static readonly TimeSpan UnsubscribeLife = TimeSpan.FromDays(400);

    /// <summary>Long enough for a mail that is quarantined overnight.</summary>
    public static readonly TimeSpan ConfirmLife = TimeSpan.FromHours(48);

    /// <summary>Short, since the link gives access to a reader's data.</summary>
    private static readonly TimeSpan ManageLife = TimeSpan.FromHours(2);

    /// <param name="digestAt">When the digest was created, so that every attempt to send it has the same link.</param>
    public Uri Unsubscribe(ReaderId reader, string edition, DateTimeOffset digestAt) =>
        Link("unsubscribe", new(TokenPurpose.Unsubscribe, reader, [edition], digestAt + UnsubscribeLife));

    public Uri Confirm(ReaderId reader, EmailAddress address, string language, IReadOnlyList<string> editions, DateTimeOffset now) =>
        Link("confirm", new(TokenPurpose.Confirm, reader, editions, now + ConfirmLife) { Confirmation = new(address.Value, language) });

    public Uri Manage(ReaderId reader, DateTimeOffset now) => Link("manage", new(TokenPurpose.Manage, reader, [], now + ManageLife));

    /// <summary>The form to subscribe with, which is no secret.</summary>
    public Uri Ask(string language) => new($"{publicUrl.AbsoluteUri.TrimEnd('/')}/subscriptions?lang={language}");

    public SubscriptionToken? Read(string? token, TokenPurpose purpose, DateTimeOffset now) => SubscriptionToken.Read(token, purpose, key, now);

    private Uri Link(string page, SubscriptionToken token) => new($"{publicUrl.AbsoluteUri.TrimEnd('/')}/subscriptions/{page}?t={token.Sign(key)}");
}
