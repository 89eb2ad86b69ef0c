using System.Buffers;
using System.Globalization;
using System.Text;

namespace SahelWatch.Storage;

/// <summary>
/// Blob names as file paths and back. Every name has one path, no two names share one, and none leaves the root: bytes outside <c>a-z 0-9 - _ .</c> are
/// percent-encoded (capitals too: not every file system tells them apart). A folder never has a dot and a file always has one, or ends in a bare percent sign,
/// so "a" and "a/b" may both exist.
/// </summary>
internal static class BlobPath
{
    private const int LongestName = 1024; // Azure: naming rules for blobs
    private const int LongestSegment = 255; // bytes of a file name on ext4, APFS, NTFS

    private static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    /// <summary>
    /// Throws where the name is one that some adapter would read differently: empty, too long, empty or dot segments, backslashes, control characters.
    /// </summary>
    public static void Check(string name)
    {
        if (name.Length is 0 or > LongestName || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl) || name.Split('/').Any(IsOdd))
            throw new ArgumentException(
                $"'{name}' is no blob name: segments parted by '/', none of them empty or ending in a dot, {LongestName} characters at most.", nameof(name));
    }

    /// <summary>The path relative to the root, with this system's separators.</summary>
    public static string Of(string name)
    {
        Check(name);
        var segments = name.Split('/');
        var path = Path.Combine([.. segments[..^1].Select(Folder), File(segments[^1])]);
        return path.Split(Path.DirectorySeparatorChar).Any(s => s.Length > LongestSegment)
            ? throw new ArgumentException($"'{name}' has a segment too long for a file name.", nameof(name))
            : path;
    }

    public static string Folder(string segment) => Encode(segment).Replace(".", "%2e", StringComparison.Ordinal);

    /// <summary>The segment that a folder or file was named after.</summary>
    public static string Segment(string fileName)
    {
        var bytes = new ArrayBufferWriter<byte>(fileName.Length);
        for (var i = 0; i < fileName.Length; i++)
        {
            var encoded = fileName[i] == '%' && i + 2 < fileName.Length;
            if (fileName[i] == '%' && !encoded)
                continue;
            bytes.Write([encoded ? byte.Parse(fileName.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : (byte)fileName[i]]);
            if (encoded)
                i += 2;
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static bool IsOdd(string segment) => segment.Length == 0 || segment.EndsWith('.');

    private static string File(string segment)
    {
        var encoded = Encode(segment);
        return encoded.Contains('.', StringComparison.Ordinal) ? encoded : encoded + "%";
    }

    private static string Encode(string segment)
    {
        var encoded = new StringBuilder(segment.Length);
        foreach (var value in Encoding.UTF8.GetBytes(segment))
            _ = Plain.Contains(value) ? encoded.Append((char)value) : encoded.Append(CultureInfo.InvariantCulture, $"%{value:x2}");
        return encoded.ToString();
    }
}
