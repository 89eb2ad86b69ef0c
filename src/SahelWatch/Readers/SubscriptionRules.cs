namespace SahelWatch.Readers;

/// <summary>How a reader's record changes with the actions of the reader or the operator. Every action is idempotent, except counting a mail.</summary>
internal static class SubscriptionRules
{
    /// <summary>
    /// The wait after the first, second… mail about the subscription without a reaction: a reader who lost a mail soon gets another, but a stranger cannot
    /// flood somebody's inbox.
    /// </summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>Erased readers asked for no more mail: they can come back, but strangers can hardly bother them.</summary>
    private static readonly TimeSpan WaitOnceErased = TimeSpan.FromDays(30);

    /// <summary>How long a mail to a mailbox is remembered; longer than any wait, so that the waits do not start over.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(35);

    /// <param name="mailbox">The record for the address without its +tag; the same as <paramref name="reader"/> if it has none.</param>
    /// <param name="reader">The record for the address as entered.</param>
    public static bool MayBeMailed(Reader? mailbox, Reader? reader, DateTimeOffset now)
    {
        if (mailbox?.MailedAt is not { } last || !Believable.IsPast(last, now))
            return true;
        var wait = mailbox.Erased || reader is { Erased: true } ? WaitOnceErased : Waits[Math.Clamp(mailbox.Mails, 1, Waits.Length) - 1];
        return now - last >= wait;
    }

    /// <summary>Counts a mail to a mailbox. The address is not stored until it is confirmed: only the link in the mail contains it.</summary>
    public static Reader Mailed(Reader? mailbox, ReaderId id, IReadOnlyList<string> editions, DateTimeOffset now)
    {
        var mailed = (mailbox ?? new Reader { Id = id }) with { MailedAt = now, Mails = (mailbox?.Mails ?? 0) + 1 };
        return mailed.Status is ReaderStatus.Active or ReaderStatus.Erased || editions.Count == 0 ? mailed : mailed with { Asked = editions, AskedAt = now };
    }

    /// <summary>Null if no address is known.</summary>
    public static Reader? Confirmed(Reader? reader, ReaderId id, Confirmation confirmation, IReadOnlyList<string> editions, DateTimeOffset now)
    {
        reader ??= new Reader { Id = id };
        return (confirmation.Address ?? reader.Address) is not { } address
            ? null
            : reader with
            {
                Address = address,
                Language = confirmation.Language ?? reader.Language,
                Editions = [.. reader.Editions.Union(editions)],
                Asked = [],
                AskedAt = null,
                Mails = 0,
                ConfirmedAt = reader.ConfirmedAt ?? now,
                Left = [.. reader.Left.Except(editions)],
                Erased = false,
                Bounces = 0,
                LastBounce = null,
                SuspendedAt = null,
                SuspendedBecause = null,
            };
    }

    /// <summary>Deletes the address with the last edition, but keeps the editions left, because the editions file may list the address.</summary>
    public static Reader Left(Reader? reader, ReaderId id, IReadOnlyList<string> editions)
    {
        reader ??= new Reader { Id = id };
        string[] remaining = [.. reader.Editions.Except(editions)];
        var left = reader with { Editions = remaining, Left = [.. reader.Left.Union(editions).Order(StringComparer.Ordinal)] };
        return remaining.Length > 0 ? left : new Reader { Id = id, Language = reader.Language, Left = left.Left, Erased = reader.Erased };
    }

    public static Reader Chosen(Reader reader, IReadOnlyList<string> editions, DateTimeOffset now)
    {
        var left = Left(reader, reader.Id, [.. reader.Editions.Except(editions)]);
        return editions.Count == 0 ? left : Confirmed(left with { Address = reader.Address }, reader.Id, Confirmation.None, editions, now)!;
    }

    public static Reader Erased(ReaderId id) => new() { Id = id, Erased = true };

    /// <summary>
    /// Deletes a request that was not confirmed before the link expired and, later, the record that a mail was sent; null if nothing is left to keep.
    /// </summary>
    public static Reader? Forgotten(Reader reader, DateTimeOffset now)
    {
        var kept = reader;
        if (kept.AskedAt is { } asked && now - asked > SubscriptionLinks.ConfirmLife && kept.Status != ReaderStatus.Active)
            kept = kept with { Asked = [], AskedAt = null, Address = kept.Editions.Count > 0 ? kept.Address : null };
        if (kept.MailedAt is { } mailed && now - mailed > Remembered)
            kept = kept with { MailedAt = null, Mails = 0 };
        var isNothing = kept is { Editions: [], Asked: [], Left: [], Erased: false, SuspendedAt: null, MailedAt: null, Bounces: 0 };
        return isNothing ? null : kept;
    }
}

/// <summary>What a confirmation link contains about the reader.</summary>
/// <param name="Address">Null in old links; the address is then in the record.</param>
public sealed record Confirmation(string? Address, string? Language)
{
    public static Confirmation None { get; } = new(null, null);
}
