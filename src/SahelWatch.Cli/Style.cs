using System.Text;

namespace SahelWatch.Cli;

/// <summary>Styles on a terminal, unless NO_COLOR is set (https://no-color.org).</summary>
internal static class Style
{
    // Codes of ECMA-48 (SGR).
    public const string Bold = "1", Red = "31", Green = "32", Blue = "34";

    private static readonly bool IsOn = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static string In(string style, string text) => IsOn ? $"\e[{style}m{text}\e[0m" : text;

    /// <summary>A text with parts of it in a style.</summary>
    /// <param name="parts">In order, not overlapping.</param>
    public static string Marked(string text, IEnumerable<(int Start, int Length, string Style)> parts)
    {
        var (marked, at) = (new StringBuilder(), 0);
        foreach (var (start, length, style) in parts)
        {
            marked.Append(text.AsSpan(at, start - at)).Append(In(style, text.Substring(start, length)));
            at = start + length;
        }

        return marked.Append(text.AsSpan(at)).ToString();
    }
}
