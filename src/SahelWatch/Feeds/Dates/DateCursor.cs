namespace SahelWatch.Feeds.Dates;

/// <summary>A position in the text of a date.</summary>
internal sealed class DateCursor(string text)
{
    public string Text => text;

    public int At { get; set; }

    public bool AtEnd => At >= text.Length;

    public bool AfterSpace => At > 0 && text[At - 1] == ' ';

    public char Peek(int ahead) => At + ahead < text.Length ? text[At + ahead] : '\0';

    public bool Follows(Func<char, bool> kind) => At + 1 < text.Length && kind(text[At + 1]);

    /// <summary>Reads the characters of a kind from here on and moves past them.</summary>
    public string Run(Func<char, bool> belongs)
    {
        var start = At;
        while (At < text.Length && belongs(text[At]))
            At++;
        return text[start..At];
    }

    public static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    /// <summary>-1 for more than the four digits that any part of a date has.</summary>
    public static int Number(string digits) => digits.Length is 0 or > 4 ? -1 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
