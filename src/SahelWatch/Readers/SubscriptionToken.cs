using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SahelWatch.Domain;

namespace SahelWatch.Readers;

/// <summary>
/// What a link in a mail may do, for whom, until when; signed, so that the link alone is enough (RFC 8058: no cookies, no login) and nobody can make one.
/// Legible on purpose but for the address, which is encrypted: links end up in the logs of servers on their way.
/// </summary>
public sealed record SubscriptionToken(TokenPurpose Purpose, ReaderId Reader, IReadOnlyList<string> Editions, DateTimeOffset Expires)
{
    private const int SignatureBytes = 16; // 128 bits: what nobody guesses, in 22 characters
    private const int MaxLength = 1000; // the longest address, encrypted, and a few editions
    private const char Between = '.';
    private const char BetweenEditions = '~';

    /// <summary>Of a link to confirm: until it is followed nothing else keeps the address.</summary>
    public Confirmation Confirmation { get; init; } = Confirmation.None;

    /// <summary>Letters, digits and "-._~" only: it needs no escaping in a link (RFC 3986 2.3).</summary>
    public string Sign(ReadOnlySpan<byte> key)
    {
        var text = string.Join(
            Between, Word(Purpose), Reader, string.Join(BetweenEditions, Editions), Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (Confirmation.Address is { } address)
            text += Between + SealedText.Seal($"{Confirmation.Language} {address}", key);
        return text + Between + Signature(key, text);
    }

    /// <summary>Null where the token was not made by us, not for this purpose, or has expired: whoever tries is not told which.</summary>
    public static SubscriptionToken? Read(string? token, TokenPurpose purpose, ReadOnlySpan<byte> key, DateTimeOffset now)
    {
        if (token is not { Length: > 0 and <= MaxLength } || token.LastIndexOf(Between) is not (> 0 and var end))
            return null;
        // Compared as written: base64 has several spellings of one signature, and only ours counts.
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token[(end + 1)..]), Encoding.UTF8.GetBytes(Signature(key, token[..end]))))
            return null;
        // Signed by us, so well formed.
        var parts = token[..end].Split(Between);
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture));
        if (parts[0] != Word(purpose) || expires <= now)
            return null;
        var confirmation = parts.Length > 4 && SealedText.Open(parts[4], key).Split(' ', 2) is [var language, var address]
            ? new Confirmation(address, language)
            : Confirmation.None;
        return new SubscriptionToken(purpose, new ReaderId(parts[1]), parts[2].Split(BetweenEditions, StringSplitOptions.RemoveEmptyEntries), expires)
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
