namespace SahelWatch.Delivery.Mail;

/// <summary>The SMTP server that takes our mail (a submission server or a local relay).</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "localhost";

    /// <summary>587 is submission with STARTTLS (RFC 6409), 465 TLS from the first byte (RFC 8314), 25 a relay.</summary>
    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>For one mail, from connecting to the last reply. RFC 5321 4.5.3.2 would wait ten minutes for that reply; a lease on a shard must outlast this.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);
}

/// <summary>How the connection is encrypted. What is asked for is demanded: there is no falling back to plain text.</summary>
public enum SmtpSecurity
{
    /// <summary>Plain text: for a server on this machine. Credentials are sent over it to a loopback address only.</summary>
    None,
    StartTls,
    Tls,
}
