namespace SahelWatch.Delivery.Webhooks;

/// <summary>
/// What is told in a channel, before any service's format: a title, some lines, a link to the whole. Its texts are single lines without control characters.
/// </summary>
public sealed record ChannelMessage
{
    /// <summary>
    /// The same for every attempt at one message: receivers know a repeat by it. Without a dot, which parts it from the time where it is signed.
    /// </summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Title { get; init; }

    /// <summary>Most important first; the last ones are left out where a service has no room for all.</summary>
    public required IReadOnlyList<MessageLine> Lines { get; init; }

    /// <summary>Where all of it can be read; null where the pages are not public.</summary>
    public Uri? Link { get; init; }

    /// <summary>en, fr or ar: Arabic is marked as running from right to left.</summary>
    public required string Language { get; init; }

    /// <summary>Whether phones should make a sound at night too.</summary>
    public bool Urgent { get; init; }
}

/// <summary>One line of a message: a fact, or a headline with its address.</summary>
public sealed record MessageLine(string Text, Uri? Link = null);
