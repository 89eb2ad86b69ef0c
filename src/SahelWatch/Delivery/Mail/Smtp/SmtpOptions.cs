namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>The SMTP server that sends our mail (a submission server or a local relay).</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "localhost";

    /// <summary>587 is submission with STARTTLS (RFC 6409), 465 TLS from the first byte (RFC 8314), 25 a relay.</summary>
    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Replaces the password for providers that no longer accept one.</summary>
    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>
    /// For one mail, from connecting to the last reply. RFC 5321 4.5.3.2 would wait ten minutes for that reply, but the lease on a shard must last longer.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a process that is told to stop waits for the reply to a mail whose text the server has; content filters reply after up to half a minute.
    /// Shorter than what stops the process waits before it kills. The Functions host leaves no time for it.
    /// </summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromMinutes(2);
}

/// <summary>How the connection is encrypted; there is no fallback to plain text.</summary>
public enum SmtpSecurity
{
    /// <summary>Plain text, for a server on this machine: credentials are sent only to loopback addresses.</summary>
    None,
    StartTls,
    Tls,
}

/// <summary>The source of the access token for the SMTP server (XOAUTH2).</summary>
public sealed class OAuthOptions
{
    /// <summary>https://login.microsoftonline.com/TENANT/oauth2/v2.0/token, or https://oauth2.googleapis.com/token. Null to log in with a password.</summary>
    public Uri? TokenUrl { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>https://outlook.office365.com/.default for Microsoft 365.</summary>
    public string? Scope { get; set; }

    /// <summary>For Google, which does not issue tokens for mail for client credentials. Null to use client credentials.</summary>
    public string? RefreshToken { get; set; }
}
