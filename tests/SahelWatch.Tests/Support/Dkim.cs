using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace SahelWatch.Tests.Support;

/// <summary>Checks a mail's DKIM signature as its reader's provider does, with a key published as sw._domainkey.sahelwatch.example.</summary>
internal static class Dkim
{
    public static async Task<bool> IsValidAsync(string raw, RSA key)
    {
        var message = await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(raw)));
        return await new DkimVerifier(new Published(key)).VerifyAsync(message, message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)]);
    }

    /// <summary>The DNS of one domain.</summary>
    private sealed class Published(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            (domain, selector).ShouldBe(("sahelwatch.example", "sw"));
            return PublicKeyFactory.CreateKey(key.ExportSubjectPublicKeyInfo());
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
