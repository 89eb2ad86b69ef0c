namespace SahelWatch.Language;

/// <summary>The number of letters in a text, by script.</summary>
/// <param name="Foreign">Letters of Persian and Urdu that do not exist in Arabic.</param>
internal readonly record struct ScriptCount(int Letters, int Latin, int Arabic, int Foreign)
{
    // A foreign name may bring such a letter into an Arabic text; in Persian or Urdu, about one letter in ten is one.
    public bool IsPersianOrUrdu => Foreign * 40 > Arabic;

    public static ScriptCount operator +(ScriptCount a, ScriptCount b) =>
        new(a.Letters + b.Letters, a.Latin + b.Latin, a.Arabic + b.Arabic, a.Foreign + b.Foreign);

    public static ScriptCount Of(ReadOnlySpan<char> text)
    {
        int letters = 0, latin = 0, arabic = 0, foreign = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            if (c < '\u0250')
                latin++;
            else if (c is >= '\u0600' and <= '\u06FF' or >= '\uFB50' and <= '\uFEFC')
                arabic++;
            if (c is 'پ' or 'چ' or 'ژ' or 'گ' or 'ٹ' or 'ڈ' or 'ڑ' or 'ں' or 'ے' or 'ۀ' or 'ۇ' or 'ە')
                foreign++;
        }

        return new(letters, latin, arabic, foreign);
    }
}
