using System.Text;

namespace SahelWatch.Feeds.Recovery;

/// <summary>
/// Replaces string.Replace for texts of any size: the framework records every match in an array from the shared pool, and one document full of matches would
/// leave megabytes there for the life of the process.
/// </summary>
internal static class LargeText
{
    public static string Without(string text, string part, StringComparison comparison)
    {
        var next = text.IndexOf(part, comparison);
        if (next < 0)
            return text;
        var kept = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (next >= 0)
        {
            kept.Append(rest[..next]);
            rest = rest[(next + part.Length)..];
            next = rest.IndexOf(part, comparison);
        }

        return kept.Append(rest).ToString();
    }
}
