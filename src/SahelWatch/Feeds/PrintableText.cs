namespace SahelWatch.Feeds;

/// <summary>
/// Makes text from a server safe to print: its control characters could clear a terminal, change its title or hide what follows, or forge a line in a log.
/// </summary>
public static class PrintableText
{
    public static string Of(string text) => text.Any(IsUnprintable) ? string.Concat(text.Select(c => IsUnprintable(c) ? ' ' : c)) : text;

    /// <summary>Includes bidirectional controls, which reverse the text that follows.</summary>
    private static bool IsUnprintable(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
