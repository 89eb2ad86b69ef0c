using SahelWatch.Digests;

namespace SahelWatch.Alerts;

/// <summary>One message of an alert's rule, decided: all that rendering needs, so that it reads the same however often it is tried. Stored as JSON.</summary>
public sealed record Alert
{
    public int Version { get; init; } = 1;

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>Unique within the rule; begins with its date.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>en, fr or ar.</summary>
    public required string Language { get; init; }

    /// <summary>IANA name: all times are shown in it.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>It comes so long after the first report that readers must be told.</summary>
    public bool Late { get; init; }

    /// <summary>Best first; more than one where they were held back together.</summary>
    public required IReadOnlyList<AlertItem> Items { get; init; }

    /// <summary>What an alert's rule is called where editions have their ids: an edition's id has no underscore, so the two never meet.</summary>
    public static string ListOf(string rule) => $"alerts_{rule}";
}

/// <summary>One event that is told.</summary>
/// <param name="Story">As a digest would show it.</param>
/// <param name="OneSource">Nobody independent has confirmed it yet.</param>
/// <param name="Page">Where the story can be read; null where the pages are not public.</param>
public sealed record AlertItem(DigestStory Story, AlertKind Kind, bool OneSource, Uri? Page);

public enum AlertKind
{
    New,

    /// <summary>Told because many report it, and more every hour.</summary>
    Growth,

    /// <summary>Told before, and graver now.</summary>
    FollowUp,

    /// <summary>What was told no longer stands.</summary>
    Correction,
}
