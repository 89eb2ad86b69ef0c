using System.Security.Cryptography;
using System.Text;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>
/// The signature of Standard Webhooks (standardwebhooks.com, "Signature scheme"): <c>v1,</c> and the base64 of HMAC-SHA256 over id, timestamp and body joined by
/// dots. Receivers reject timestamps older than five minutes and ids that they have seen.
/// </summary>
public static class WebhookSignature
{
    /// <summary>In bytes: the minimum in Standard Webhooks.</summary>
    public const int ShortestKey = 24;

    private const string Prefix = "whsec_";

    public static bool IsKey(string? secret) => Key(secret) is { Length: >= ShortestKey };

    /// <param name="secret">whsec_ and the key in base64.</param>
    /// <param name="timestamp">Seconds since 1970 (UTC).</param>
    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}."));
        var key = Key(secret) ?? throw new FormatException("The signing key is not whsec_ and base64.");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. head, .. body]));
    }

    private static byte[]? Key(string? secret)
    {
        if (secret?.StartsWith(Prefix, StringComparison.Ordinal) != true)
            return null;
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) ? key[..length] : null;
    }
}
