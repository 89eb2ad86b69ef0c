using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Catalogue.Export;

/// <summary>
/// CSV (RFC 4180) as spreadsheets need it: with a byte order mark, since they would take UTF-8 for Latin-1; with all text quoted; and with an apostrophe before
/// text that a spreadsheet would run as a formula (CWE-1236), also after a semicolon, where a French Excel begins a new cell even within quotes.
/// </summary>
internal static partial class Csv
{
    private const string EndOfLine = "\r\n";

    public static async Task WriteAsync(
        IReadOnlyList<CatalogueRow> rows, IReadOnlyList<ExportColumn> columns, bool hxl, Stream output, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await WriteLineAsync(columns.Select(c => (object?)c.Name));
        if (hxl)
            await WriteLineAsync(columns.Select(c => (object?)c.Hxl));
        foreach (var row in rows)
            await WriteLineAsync(columns.Select(c => c.Value(row)));

        Task WriteLineAsync(IEnumerable<object?> values) =>
            writer.WriteAsync((string.Join(',', values.Select(Field)) + EndOfLine).AsMemory(), cancellationToken);
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => Quoted(text),
        IEnumerable<string> list => Quoted(string.Join(';', list.Select(item => item.Replace(';', ',')))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} cannot be a field.", nameof(value)),
    };

    private static string Quoted(string text) => $"\"{Formula().Replace(text, "'").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The place before what begins a formula.</summary>
    [GeneratedRegex(@"(?<=^|;)(?=[\s""]*[=+\-@])|^(?=[\t\r\n])", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();
}
