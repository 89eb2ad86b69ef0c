using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SahelWatch.Readers;

/// <summary>Encrypts text (AES-GCM) into letters, digits, "-" and "_".</summary>
internal static class SealedText
{
    private const int KeyBytes = 32;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    public static string Seal(string text, ReadOnlySpan<byte> key)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var whole = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = whole.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(key);
        cipher.Encrypt(nonce, plain, whole.AsSpan(NonceBytes, plain.Length), whole.AsSpan(NonceBytes + plain.Length));
        return Base64Url.EncodeToString(whole);
    }

    /// <exception cref="CryptographicException">The text was not encrypted with this key.</exception>
    public static string Open(string text, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> whole = Base64Url.DecodeFromChars(text);
        var plain = new byte[whole.Length - NonceBytes - TagBytes];
        using var cipher = Cipher(key);
        cipher.Decrypt(whole[..NonceBytes], whole.Slice(NonceBytes, plain.Length), whole[(NonceBytes + plain.Length)..], plain);
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Derives a separate key for encryption, since the given one is used for signing.</summary>
    private static AesGcm Cipher(ReadOnlySpan<byte> key)
    {
        var derived = new byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], "sealed text"u8);
        return new AesGcm(derived, TagBytes);
    }
}
