using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Polling;

/// <summary>How feeds are fetched. The defaults are polite enough that no site has a reason to block them.</summary>
public sealed class FeedOptions : IValidatableObject
{
    public const string Section = "SahelWatch:Feeds";

    /// <summary>Tells site administrators who is polling and how to get in touch; part of the User-Agent.</summary>
    public Uri? ContactUrl { get; set; }

    /// <summary>Product token of the User-Agent (RFC 9110 section 10.1.5).</summary>
    [Required, RegularExpression(@"[!#$%&'*+.^_`|~0-9A-Za-z-]+(/[!#$%&'*+.^_`|~0-9A-Za-z-]+)?")]
    public string Product { get; set; } = "SahelWatch/1.0";

    /// <summary>No feed is scheduled more often, whatever it asks for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>No feed is scheduled less often, except to honour Retry-After.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "7.00:00:00")]
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Feeds polled at the same time.</summary>
    [Range(1, 256)]
    public int Parallelism { get; set; } = 24;

    /// <summary>Requests to one host at the same time.</summary>
    [Range(1, 8)]
    public int RequestsPerHost { get; set; } = 2;

    /// <summary>Interval between the starts of two requests to one host.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RequestSpacing { get; set; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For one request, until the last byte of the body.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>For all requests of one feed including redirects and retries, but not the time spent in the host's queue.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TotalBudget { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Attempts after the first, for transient failures (connection lost, 502, 503, 504).</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Before the first retry; doubles with each further one, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of one body, after decompression.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 10 * 1024 * 1024;

    [Range(1, 1024)]
    public int MaxHeaderKilobytes { get; set; } = 32;

    /// <summary>
    /// Minimum average rate over each <see cref="RateWindow"/>; below it, reading stops, so that a slow drip cannot hold a connection for ever.
    /// </summary>
    [Range(1, 1024 * 1024)]
    public int MinBytesPerSecond { get; set; } = 512;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Allows private, loopback and link-local addresses, for tests and for feeds on your own network. Never on a cloud host.</summary>
    public bool AllowPrivateNetworks { get; set; }

    internal string UserAgent => ContactUrl is null ? Product : $"{Product} (+{ContactUrl.AbsoluteUri})";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxInterval < MinInterval)
            yield return new($"{Section}:MaxInterval ({MaxInterval}) is shorter than MinInterval ({MinInterval}).", [nameof(MaxInterval)]);
        if (ContactUrl is { } contact && (!contact.IsAbsoluteUri || contact.Scheme is not ("http" or "https" or "mailto")))
            yield return new($"{Section}:ContactUrl must be an absolute http, https or mailto address.", [nameof(ContactUrl)]);
    }
}
