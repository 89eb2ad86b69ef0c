using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SahelWatch.Readers;

/// <summary>
/// What a link in a mail allows, for whom and until when; signed, so that the link alone is sufficient (RFC 8058: no cookies, no login) but cannot be forged.
/// Only the address is encrypted, because links end up in the logs of servers along the way.
/// </summary>
public sealed record SubscriptionToken(TokenPurpose Purpose, ReaderId Reader, IReadOnlyList<string> Editions, DateTimeOffset Expires)
{
    private const int SignatureBytes = 16; // 128 bits, 22 characters
    private const int MaxLength = 1000; // the longest address, encrypted, and a few editions
    private const char Separator = '.';
    private const char EditionSeparator = '~';

    /// <summary>For a confirmation link, which is the only place that holds the address until it is followed.</summary>
    public Confirmation Confirmation { get; init; } = Confirmation.None;

    /// <summary>Consists of letters, digits and "-._~", which need no escaping in a link (RFC 3986 2.3).</summary>
    public string Sign(ReadOnlySpan<byte> key)
    {
        var text = string.Join(
            Separator, Word(Purpose), Reader, string.Join(EditionSeparator, Editions), Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (Confirmation.Address is { } address)
            text += Separator + SealedText.Seal($"{Confirmation.Language} {address}", key);
        return text + Separator + Signature(key, text);
    }

    /// <summary>Null if the token is forged, for another purpose or expired; callers are not told which.</summary>
    public static SubscriptionToken? Read(string? token, TokenPurpose purpose, ReadOnlySpan<byte> key, DateTimeOffset now)
    {
        if (token is not { Length: > 0 and <= MaxLength } || token.LastIndexOf(Separator) is not (> 0 and var end))
            return null;
        // Compared as text, since base64 allows several encodings of one signature and only ours is accepted.
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token[(end + 1)..]), Encoding.UTF8.GetBytes(Signature(key, token[..end]))))
            return null;
        // Signed by us, so well-formed.
        var parts = token[..end].Split(Separator);
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture));
        if (parts[0] != Word(purpose) || expires <= now)
            return null;
        var confirmation = parts.Length > 4 && SealedText.Open(parts[4], key).Split(' ', 2) is [var language, var address]
            ? new Confirmation(address, language)
            : Confirmation.None;
        return new SubscriptionToken(purpose, new ReaderId(parts[1]), parts[2].Split(EditionSeparator, StringSplitOptions.RemoveEmptyEntries), expires)
        { Confirmation = confirmation };
    }

    private static string Word(TokenPurpose purpose) => purpose.ToString().ToLowerInvariant();

    private static string Signature(ReadOnlySpan<byte> key, string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"link\n{text}")).AsSpan(0, SignatureBytes));
}

public enum TokenPurpose
{
    Confirm,
    Unsubscribe,
    Manage,
}
