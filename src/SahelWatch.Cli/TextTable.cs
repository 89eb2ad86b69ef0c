using SahelWatch.Feeds;

namespace SahelWatch.Cli;

/// <summary>Columns under headers, as wide as their contents: the same on a screen, in a file and for `awk`.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">A cell for each header; the last may be of any length.</param>
    /// <param name="mark">Styles the last cell, whose own control characters are gone by then.</param>
    public static void Print(TextWriter output, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows, Func<string, string>? mark = null)
    {
        rows = [.. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(PrintableText.Of)])];
        var widths = headers.Select((header, i) => rows.Select(r => r[i].Length).Append(header.Length).Max()).ToList();
        output.WriteLine(Style.In(Style.Bold, Line(headers)));
        foreach (var row in rows)
            output.WriteLine(Line(mark is null ? row : [.. row.SkipLast(1), mark(row[^1])]));

        string Line(IReadOnlyList<string> cells) =>
            string.Join(Gap, cells.Select((cell, i) => i == cells.Count - 1 ? cell : cell.PadRight(widths[i])));
    }
}
