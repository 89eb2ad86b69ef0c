using SahelWatch.Domain;

namespace SahelWatch.Readers;

/// <summary>What is kept of a reader, all of it: an export is this record.</summary>
public sealed record Reader
{
    public int Version { get; init; } = 1;

    public required ReaderId Id { get; init; }

    /// <summary>Of the key that the id was made with; null in records of old.</summary>
    public string? KeyPrint { get; init; }

    /// <summary>
    /// Null until the reader has confirmed it, and again after leaving every edition or asking to be erased: what remains says whom not to mail, not who it is.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>Of the pages and mails about the subscription: en, fr or ar.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Editions the reader confirmed.</summary>
    public IReadOnlyList<string> Editions { get; init; } = [];

    /// <summary>Editions that were asked for and wait to be confirmed.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The last mail about the subscription: the next is not sent at once, however often it is asked for.</summary>
    public DateTimeOffset? MailedAt { get; init; }

    /// <summary>Mails about the subscription in a row that nobody followed up: each makes the wait for the next longer.</summary>
    public int Mails { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Editions the reader left: obeyed also where the editions file names the address.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Asked to be erased: never mailed again unless the reader subscribes anew.</summary>
    public bool Erased { get; init; }

    /// <summary>Digests in a row that the address refused for good.</summary>
    public int Bounces { get; init; }

    /// <summary>The last digest that counted as one, so that it counts once.</summary>
    public string? LastBounce { get; init; }

    /// <summary>Set after three: nothing is mailed until the operator, or the reader by subscribing again, lifts it.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    public string? SuspendedBecause { get; init; }

    public ReaderStatus Status =>
        Erased ? ReaderStatus.Erased
        : SuspendedAt is not null ? ReaderStatus.Suspended
        : Editions.Count > 0 ? ReaderStatus.Active
        : Asked.Count > 0 ? ReaderStatus.Asked
        : ReaderStatus.Left;

    /// <summary>Whether an edition may be mailed, given that the reader subscribed to it or the editions file names the address.</summary>
    public bool Takes(string edition) => !Erased && SuspendedAt is null && !Left.Contains(edition);
}

public enum ReaderStatus
{
    Asked,
    Active,
    Suspended,
    Left,
    Erased,
}

/// <summary>The secret that reader ids and links are made with; drawn once, kept beside the readers it protects.</summary>
public sealed record ReaderKey(string Key)
{
    public int Version { get; init; } = 1;
}
