using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Storage;

/// <summary>
/// Converts between blob names and file paths. Every name has its own path, and none leaves the root: bytes outside <c>a-z 0-9 - _ .</c> are percent-encoded
/// (upper case too, since some file systems ignore case). Folder names never contain a dot; file names contain one or end in a bare percent sign, so that "a"
/// and "a/b" can both exist.
/// </summary>
internal static partial class BlobPath
{
    private const int LongestName = 1024; // characters; Azure's naming rules for blobs
    private const int LongestSegment = 255; // bytes of a file name on ext4, APFS, NTFS

    /// <summary>
    /// Throws for names that some adapter would interpret differently: empty, too long, with empty or dot segments, backslashes or control characters.
    /// </summary>
    public static void Check(string name)
    {
        if (name.Length is 0 or > LongestName || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl) || name.Split('/').Any(IsOdd))
            throw new ArgumentException(
                $"'{name}' is not a blob name: it needs segments separated by '/', none of them empty or ending in a dot, and at most {LongestName} characters.", nameof(name));
    }

    /// <summary>The path relative to the root, with the separators of the operating system.</summary>
    public static string Of(string name)
    {
        Check(name);
        var end = name.LastIndexOf('/') + 1;
        var path = Path.Combine(Folder(name[..end]), File(name[end..]));
        return path.Split(Path.DirectorySeparatorChar).Any(s => s.Length > LongestSegment)
            ? throw new ArgumentException($"'{name}' has a segment that is too long for a file name.", nameof(name))
            : path;
    }

    /// <summary>The path of the folder that holds the blobs whose names start with these segments.</summary>
    public static string Folder(string segments) => Path.Combine(
        [.. segments.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(s => Encode(s).Replace(".", "%2e", StringComparison.Ordinal))]);

    /// <summary>The blob name that a relative path stands for.</summary>
    public static string NameOf(string path) => string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(s => Uri.UnescapeDataString(s.TrimEnd('%'))));

    private static bool IsOdd(string segment) => segment.Length == 0 || segment.EndsWith('.');

    private static string File(string segment)
    {
        var encoded = Encode(segment);
        return encoded.Contains('.', StringComparison.Ordinal) ? encoded : encoded + "%";
    }

    private static string Encode(string segment) => NotPlain().Replace(
        segment, part => string.Concat(Encoding.UTF8.GetBytes(part.Value).Select(b => string.Create(CultureInfo.InvariantCulture, $"%{b:x2}"))));

    [GeneratedRegex("[^a-z0-9_.-]+")]
    private static partial Regex NotPlain();
}
