using SahelWatch.Domain;

namespace SahelWatch.Readers;

/// <summary>What becomes of a reader's record by what the reader, or the operator, does. Each may be done twice.</summary>
internal static class SubscriptionRules
{
    /// <summary>Asked for again within this time, no second mail is sent: a stranger cannot fill somebody's inbox.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(10);

    public static bool MayBeMailed(Reader? reader, DateTimeOffset now) => reader?.MailedAt is not { } last || now - last >= BetweenMails || last > now;

    /// <summary>A reader in good standing is left as he is: the mail leads him to his settings. Everybody else waits for the confirmation.</summary>
    public static Reader Asked(Reader? reader, ReaderId id, EmailAddress address, IReadOnlyList<string> editions, string language, DateTimeOffset now) =>
        reader is { Status: ReaderStatus.Active }
            ? reader with { MailedAt = now }
            : (reader ?? new Reader { Id = id }) with { Address = address.Value, Language = language, Asked = editions, AskedAt = now, MailedAt = now };

    /// <summary>Null where there is nothing to confirm any more.</summary>
    public static Reader? Confirmed(Reader? reader, IReadOnlyList<string> editions, DateTimeOffset now) => reader is not { Address: not null }
        ? null
        : reader with
        {
            Editions = [.. reader.Editions.Union(editions)],
            Asked = [],
            AskedAt = null,
            ConfirmedAt = reader.ConfirmedAt ?? now,
            Left = [.. reader.Left.Except(editions)],
            Erased = false,
            Bounces = 0,
            LastBounce = null,
            SuspendedAt = null,
            SuspendedBecause = null,
        };

    /// <summary>The address goes with the last edition; that the reader left stays, for the editions file may name him.</summary>
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
        return editions.Count == 0 ? left : Confirmed(left with { Address = reader.Address }, editions, now)!;
    }

    public static Reader Erased(ReaderId id) => new() { Id = id, Erased = true };

    /// <summary>A request that nobody confirmed while the link was good is forgotten; null where the whole record goes.</summary>
    public static Reader? Forgotten(Reader reader, DateTimeOffset now)
    {
        if (reader.AskedAt is not { } asked || now - asked <= SubscriptionLinks.ConfirmLife || reader.Status == ReaderStatus.Active)
            return reader;
        return reader.Left.Count > 0 || reader.Erased || reader.SuspendedAt is not null
            ? reader with { Asked = [], AskedAt = null, MailedAt = null, Address = reader.Editions.Count > 0 ? reader.Address : null }
            : null;
    }
}
