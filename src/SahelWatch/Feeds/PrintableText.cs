using System.Globalization;

namespace SahelWatch.Feeds;

/// <summary>
/// What a server wrote, made safe to print: in a terminal its control characters would clear the screen, change the title or hide what follows, in a log begin
/// a line.
/// </summary>
internal static class PrintableText
{
    public static string Of(string text) => text.Any(IsUnprintable) ? string.Concat(text.Select(c => IsUnprintable(c) ? ' ' : c)) : text;

    /// <summary>Marks of direction among them: they turn what stands behind them around.</summary>
    private static bool IsUnprintable(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
