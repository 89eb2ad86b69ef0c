using System.Security.Cryptography;

namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>The DKIM signature (RFC 6376) for mail over SMTP, for the sender's domain; not needed if the provider signs.</summary>
public sealed class DkimOptions
{
    /// <summary>The public key is published in DNS as SELECTOR._domainkey.DOMAIN.</summary>
    public string? Selector { get; set; }

    /// <summary>An RSA key in PEM format; null for no signature.</summary>
    public string? PrivateKey { get; set; }

    internal bool IsKeyReadable()
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(PrivateKey);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
