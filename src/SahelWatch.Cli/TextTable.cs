using SahelWatch.Feeds;

namespace SahelWatch.Cli;

/// <summary>Columns under headers, as wide as their contents: the same on a screen, in a file and for `awk`.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">A cell for each header; the last may be of any length.</param>
    public static void Print(TextWriter output, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        rows = [.. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(PrintableText.Of)])];
        var widths = headers.Select((header, i) => rows.Select(r => r[i].Length).Append(header.Length).Max()).ToList();
        output.WriteLine(Style.Bold(Line(headers)));
        foreach (var row in rows)
            output.WriteLine(Line(row));

        string Line(IReadOnlyList<string> cells) =>
            string.Join(Gap, cells.Select((cell, i) => i == cells.Count - 1 ? cell : cell.PadRight(widths[i])));
    }
}

/// <summary>Bold on a terminal, unless NO_COLOR is set (https://no-color.org).</summary>
internal static class Style
{
    private static readonly bool IsOn = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static string Bold(string text) => IsOn ? $"\e[1m{text}\e[0m" : text;
}
