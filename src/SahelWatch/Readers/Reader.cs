namespace SahelWatch.Readers;

/// <summary>Everything stored about a reader; a data export is this record.</summary>
public sealed record Reader
{
    public int Version { get; init; } = 1;

    public required ReaderId Id { get; init; }

    /// <summary>Fingerprint of the key that the id was derived with; null in old records.</summary>
    public string? KeyPrint { get; init; }

    /// <summary>
    /// Null until the reader has confirmed it, and again after leaving every edition or asking to be erased: what remains prevents further mail
    /// without identifying the reader.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>For the pages and mails about the subscription: en, fr or ar.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Editions that the reader has confirmed.</summary>
    public IReadOnlyList<string> Editions { get; init; } = [];

    /// <summary>Editions that were requested and await confirmation.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The last mail about the subscription; limits how soon the next may be sent, however often it is requested.</summary>
    public DateTimeOffset? MailedAt { get; init; }

    /// <summary>Consecutive mails about the subscription without a reaction; each lengthens the wait for the next.</summary>
    public int Mails { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Editions that the reader has left; takes precedence over the editions file.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>The reader asked to be erased, and is not mailed again unless they subscribe again.</summary>
    public bool Erased { get; init; }

    /// <summary>Consecutive digests that the address permanently rejected.</summary>
    public int Bounces { get; init; }

    /// <summary>The last digest counted, so that it counts only once.</summary>
    public string? LastBounce { get; init; }

    /// <summary>Set after three bounces; no digests are mailed until the operator lifts it or the reader subscribes again.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    public string? SuspendedBecause { get; init; }

    public ReaderStatus Status =>
        Erased ? ReaderStatus.Erased
        : SuspendedAt is not null ? ReaderStatus.Suspended
        : Editions.Count > 0 ? ReaderStatus.Active
        : Asked.Count > 0 ? ReaderStatus.Asked
        : ReaderStatus.Left;

    /// <summary>Whether the reader has subscribed to an edition and not left it.</summary>
    /// <param name="ids">The edition's, the present one first: what the reader chose under that counts for more than under a former one.</param>
    public bool Subscribes(IReadOnlyList<string> ids) => Chosen(ids) is { } id && Editions.Contains(id);

    /// <summary>Whether nothing prevents mailing an edition that the reader subscribed to or that lists the address in the editions file.</summary>
    /// <param name="ids">As above.</param>
    public bool Takes(IReadOnlyList<string> ids) => !Erased && SuspendedAt is null && !(Chosen(ids) is { } id && Left.Contains(id));

    private string? Chosen(IReadOnlyList<string> ids) => ids.FirstOrDefault(id => Editions.Contains(id) || Left.Contains(id));
}

public enum ReaderStatus
{
    Asked,
    Active,
    Suspended,
    Left,
    Erased,
}

/// <summary>The secret from which reader ids and link signatures are derived; generated once and stored beside the readers.</summary>
public sealed record ReaderKey(string Key)
{
    public int Version { get; init; } = 1;
}
