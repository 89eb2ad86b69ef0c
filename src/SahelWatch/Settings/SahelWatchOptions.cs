using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Settings;

/// <summary>General settings (section SahelWatch); each stage has its own section below it.</summary>
public sealed class SahelWatchOptions
{
    public const string Section = "SahelWatch";

    /// <summary>Path of the feed list (OPML); empty for the shipped one.</summary>
    public string? FeedList { get; set; }

    /// <summary>Path of the watchlist (YAML); empty for the shipped one.</summary>
    public string? Watchlist { get; set; }

    /// <summary>Path of the editions (YAML); empty for one daily edition.</summary>
    public string? Editions { get; set; }

    /// <summary>Path of the alerts (YAML); empty for none.</summary>
    public string? Alerts { get; set; }

    /// <summary>Path of the operator's own names (YAML), which add to the shipped gazetteer; empty for none.</summary>
    public string? Gazetteer { get; set; }

    /// <summary>Path of the table of what ranks above what (YAML); empty for the shipped one.</summary>
    public string? Severity { get; set; }

    /// <summary>Number of blobs for the feeds' states. One is enough for thousands of feeds; with more, several pollers can share the work.</summary>
    [Range(1, 256)]
    public int Shards { get; set; } = 1;

    /// <summary>How long articles, stories, digests and deliveries are kept; zero keeps them for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
