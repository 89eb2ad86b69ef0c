using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Domain;

namespace SahelWatch.Delivery;

/// <summary>A rendered digest or alert on its way to its readers and channels.</summary>
public sealed record Mailing
{
    /// <summary>The edition's id.</summary>
    public required string Edition { get; init; }

    /// <summary>The digest's key within the edition.</summary>
    public required string Digest { get; init; }

    public required string Subject { get; init; }

    public required MailContent Content { get; init; }

    /// <summary>When the time for trying it begins; null begins with the first delivery.</summary>
    public DateTimeOffset? ComposedAt { get; init; }

    /// <summary>Addresses that the editions file names.</summary>
    public IReadOnlyList<EmailAddress> Listed { get; init; } = [];

    /// <summary>Whether it also goes to those who subscribed.</summary>
    public bool Subscribers { get; init; }

    /// <summary>Names of the channels it goes to besides; their settings are looked up when it is sent.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>What channels are told; null tells them nothing.</summary>
    public ChannelMessage? Message { get; init; }

    /// <summary>How long after it was composed it is still tried; null for <see cref="DeliveryOptions.GiveUpAfter"/>.</summary>
    public TimeSpan? GiveUpAfter { get; init; }
}
