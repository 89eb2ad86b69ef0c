using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Settings;

/// <summary>Settings of the whole (section SahelWatch); each stage has its own under it.</summary>
public sealed class SahelWatchOptions
{
    public const string Section = "SahelWatch";

    /// <summary>Feed list (OPML); empty for the one that ships with SahelWatch.</summary>
    public string? FeedList { get; set; }

    /// <summary>Watchlist (YAML); empty for the one that ships with SahelWatch.</summary>
    public string? Watchlist { get; set; }

    /// <summary>Editions (YAML); empty for one daily edition.</summary>
    public string? Editions { get; set; }

    /// <summary>Blobs that the feeds' states are spread over. One holds some thousands of feeds; more let several pollers share the work.</summary>
    [Range(1, 256)]
    public int Shards { get; set; } = 1;

    /// <summary>How long articles, stories, digests and deliveries are kept; zero keeps them for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
