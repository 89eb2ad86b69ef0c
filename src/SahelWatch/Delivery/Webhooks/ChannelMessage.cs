namespace SahelWatch.Delivery.Webhooks;

/// <summary>
/// A message for channels, independent of the format of any service: a title, some lines, and a link. Its texts are single lines without control characters.
/// </summary>
public sealed record ChannelMessage
{
    /// <summary>
    /// The same for every attempt, so that receivers recognise repeats. Contains no dot, which separates it from the timestamp in the signed content.
    /// </summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Title { get; init; }

    /// <summary>Most important first; the last ones are dropped if a service limits the length.</summary>
    public required IReadOnlyList<MessageLine> Lines { get; init; }

    /// <summary>Where to read more; null if the pages are not public.</summary>
    public Uri? Link { get; init; }

    /// <summary>en, fr or ar; Arabic is marked as right-to-left.</summary>
    public required string Language { get; init; }

    /// <summary>Whether phones should make a sound at night too.</summary>
    public bool Urgent { get; init; }
}

/// <summary>One line of a message: a fact, or a headline with its address.</summary>
public sealed record MessageLine(string Text, Uri? Link = null);
