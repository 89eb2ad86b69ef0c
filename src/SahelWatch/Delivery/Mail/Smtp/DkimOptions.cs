using System.Security.Cryptography;

namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>The DKIM signature (RFC 6376) of mail that goes out over SMTP, for the domain of the sender; not needed where the provider signs.</summary>
public sealed class DkimOptions
{
    /// <summary>The public key is published in DNS as SELECTOR._domainkey.DOMAIN.</summary>
    public string? Selector { get; set; }

    /// <summary>An RSA key in PEM form. Null signs nothing.</summary>
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
