using SahelWatch.Domain;

namespace SahelWatch.Readers;

/// <summary>What becomes of a reader's record by what the reader, or the operator, does. Each may be done twice.</summary>
internal static class SubscriptionRules
{
    /// <summary>
    /// The wait after the first, second… mail about the subscription that nobody followed up, each at least double the one before: a reader who lost a mail
    /// soon gets another, and a stranger cannot fill somebody's inbox.
    /// </summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>Whoever asked to be erased asked for no more mail: readers who want to come back can, strangers can hardly bother them.</summary>
    private static readonly TimeSpan WaitOnceErased = TimeSpan.FromDays(30);

    /// <summary>How long it is remembered that a mailbox was mailed: longer than any wait, or the waits would begin anew.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(35);

    /// <param name="mailbox">What is kept of the mailbox, that is of the address without its +tag; the same as <paramref name="reader"/> where there is
    /// none.</param>
    /// <param name="reader">What is kept of the address that was entered.</param>
    public static bool MayBeMailed(Reader? mailbox, Reader? reader, DateTimeOffset now)
    {
        if (mailbox?.MailedAt is not { } last || !Believable.IsPast(last, now))
            return true;
        var wait = mailbox.Erased || reader is { Erased: true } ? WaitOnceErased : Waits[Math.Clamp(mailbox.Mails, 1, Waits.Length) - 1];
        return now - last >= wait;
    }

    /// <summary>Counts a mail to a mailbox. The address is not kept before it is confirmed: the link in the mail carries it.</summary>
    public static Reader Mailed(Reader? mailbox, ReaderId id, IReadOnlyList<string> editions, DateTimeOffset now)
    {
        var mailed = (mailbox ?? new Reader { Id = id }) with { MailedAt = now, Mails = (mailbox?.Mails ?? 0) + 1 };
        return mailed.Status is ReaderStatus.Active or ReaderStatus.Erased ? mailed : mailed with { Asked = editions, AskedAt = now };
    }

    /// <summary>Null where no address is known.</summary>
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

    /// <summary>The address goes with the last edition; that the reader left stays, for the editions file may name the address.</summary>
    public static Reader Left(Reader? reader, ReaderId id, IReadOnlyList<string> editions)
    {
        reader ??= new Reader { Id = id };
        string[] remaining = [.. reader.Editions.Except(editions)];
        var left = reader with { Editions = remaining, Left = [.. reader.Left.Union(editions).Order(StringComparer.Ordinal)] };
        return remaining.Length > 0 ? left : new Reader { Id = id, Language = reader.Language, Left = left.Left, Erased = reader.Erased };
    }

    /// <summary>Exactly these editions from now on.</summary>
    public static Reader Chosen(Reader reader, IReadOnlyList<string> editions, DateTimeOffset now)
    {
        var left = Left(reader, reader.Id, [.. reader.Editions.Except(editions)]);
        return editions.Count == 0 ? left : Confirmed(left with { Address = reader.Address }, reader.Id, Confirmation.None, editions, now)!;
    }

    public static Reader Erased(ReaderId id) => new() { Id = id, Erased = true };

    /// <summary>
    /// A request that nobody confirmed while the link was good is forgotten, and later that there was one; null where nothing is left to keep.
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

/// <summary>What the link to confirm carries of whoever asked.</summary>
/// <param name="Address">Null in links of old: the address is in the record then.</param>
public sealed record Confirmation(string? Address, string? Language)
{
    public static Confirmation None { get; } = new(null, null);
}
