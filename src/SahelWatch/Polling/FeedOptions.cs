using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Polling;

/// <summary>How feeds are fetched. The defaults are what a site has no reason to block.</summary>
public sealed class FeedOptions : IValidatableObject
{
    public const string Section = "SahelWatch:Feeds";

    /// <summary>Where a site's administrator finds who polls and how to reach them; part of the User-Agent.</summary>
    public Uri? ContactUrl { get; set; }

    /// <summary>Product token of the User-Agent (RFC 9110 section 10.1.5).</summary>
    [Required, RegularExpression(@"[!#$%&'*+.^_`|~0-9A-Za-z-]+(/[!#$%&'*+.^_`|~0-9A-Za-z-]+)?")]
    public string Product { get; set; } = "SahelWatch/1.0";

    /// <summary>No feed is polled more often by schedule, whatever it says.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>No feed is polled more rarely by schedule, unless Retry-After asks for it.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "7.00:00:00")]
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Hosts polled at the same time.</summary>
    [Range(1, 256)]
    public int Parallelism { get; set; } = 24;

    /// <summary>Requests to one host at the same time.</summary>
    [Range(1, 8)]
    public int RequestsPerHost { get; set; } = 2;

    /// <summary>Pause between the starts of two requests to one host.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RequestSpacing { get; set; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>One request, from its first byte to the last of the body.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>All requests for one feed, redirects and retries included; waiting for the host's turn does not count.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TotalBudget { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Tries after the first, for failures that pass (connection lost, 502, 503, 504).</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Before the first retry; doubled, with jitter, for each one after.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of one body, after decompression.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 10 * 1024 * 1024;

    [Range(1, 1024)]
    public int MaxHeaderKilobytes { get; set; } = 32;

    /// <summary>
    /// Every <see cref="RateWindow"/> must bring this many bytes a second of it, or the body ends; else a drip would hold a connection for ever.
    /// </summary>
    [Range(1, 1024 * 1024)]
    public int MinBytesPerSecond { get; set; } = 512;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Lets feeds lie on private, loopback and link-local addresses: for tests and for feeds of one's own network. Never on a cloud host.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>As sent.</summary>
    internal string UserAgent => ContactUrl is null ? Product : $"{Product} (+{ContactUrl.AbsoluteUri})";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxInterval < MinInterval)
            yield return new($"{Section}:MaxInterval ({MaxInterval}) is shorter than MinInterval ({MinInterval}).", [nameof(MaxInterval)]);
        if (ContactUrl is { } contact && (!contact.IsAbsoluteUri || contact.Scheme is not ("http" or "https" or "mailto")))
            yield return new($"{Section}:ContactUrl must be an absolute http, https or mailto address.", [nameof(ContactUrl)]);
    }
}
