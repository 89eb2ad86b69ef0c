using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;

namespace SahelWatch.Delivery;

/// <summary>A rendered digest or alert with its recipients.</summary>
public sealed record Mailing
{
    /// <summary>The edition's id.</summary>
    public required string Edition { get; init; }

    /// <summary>All ids of the edition, the present one first: readers subscribed or left under either.</summary>
    public IReadOnlyList<string> Ids { get => field ?? [Edition]; init; }

    /// <summary>The digest's key within the edition.</summary>
    public required string Digest { get; init; }

    public required string Subject { get; init; }

    public required MailContent Content { get; init; }

    /// <summary>When the retry period starts; null for the first delivery.</summary>
    public DateTimeOffset? ComposedAt { get; init; }

    /// <summary>Addresses listed in the editions file.</summary>
    public IReadOnlyList<EmailAddress> Listed { get; init; } = [];

    /// <summary>Whether it also goes to subscribers.</summary>
    public bool Subscribers { get; init; }

    /// <summary>Names of the channels that it also goes to; their settings are looked up when it is sent.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The message for channels; null for none.</summary>
    public ChannelMessage? Message { get; init; }

    /// <summary>How long after composing it is retried; null for <see cref="DeliveryOptions.GiveUpAfter"/>.</summary>
    public TimeSpan? GiveUpAfter { get; init; }
}
