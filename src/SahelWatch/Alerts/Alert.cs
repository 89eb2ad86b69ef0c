using System.Text.Json.Serialization;
using SahelWatch.Digests;

namespace SahelWatch.Alerts;

/// <summary>A decided message of an alert rule, with everything that rendering needs, so that every attempt is the same. Stored as JSON.</summary>
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

    /// <summary>It is sent so long after the first report that readers must be told.</summary>
    public bool Late { get; init; }

    /// <summary>Most important first; more than one if they were held back together.</summary>
    public required IReadOnlyList<AlertItem> Items { get; init; }

    /// <summary>The id of an alert rule in place of an edition's: edition ids contain no underscore, so they never clash.</summary>
    public static string ListOf(string rule) => $"alerts_{rule}";
}

/// <summary>One event in an alert.</summary>
/// <param name="Story">As a digest would show it.</param>
/// <param name="OneSource">There is no independent confirmation yet.</param>
/// <param name="Page">The story's page; null if the pages are not public.</param>
/// <param name="PartOf">The stored story where the event is one of several in it; null if it is the whole.</param>
public sealed record AlertItem(DigestStory Story, AlertKind Kind, bool OneSource, Uri? Page, StoryId? PartOf = null)
{
    /// <summary>The id of the story that can be looked up.</summary>
    [JsonIgnore]
    public StoryId Stored => PartOf ?? Story.Id;
}

public enum AlertKind
{
    New,

    /// <summary>Sent because a rapidly growing number of outlets report it.</summary>
    Growth,

    /// <summary>Sent before, and more severe now.</summary>
    FollowUp,

    /// <summary>What was sent is no longer true.</summary>
    Correction,
}
