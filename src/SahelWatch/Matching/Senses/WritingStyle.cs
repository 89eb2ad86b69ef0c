namespace SahelWatch.Matching.Senses;

/// <summary>How a field uses capitals, which determines what a capital means.</summary>
internal enum WritingStyle
{
    /// <summary>Only names are capitalised, so capitals are significant.</summary>
    Sentence,

    /// <summary>Most Words Are Capitalised.</summary>
    Headline,

    /// <summary>none are, or ALL ARE, or the script has no case: capitals mean nothing.</summary>
    Flat,
}

internal static class WritingStyles
{
    private const int LongWord = 4, Sample = 200;

    extension(WritingStyle)
    {
        /// <summary>Considers words of four letters or more, since headline style does not capitalise short ones.</summary>
        public static WritingStyle Of(string text)
        {
            int words = 0, capitalised = 0, upper = 0, lower = 0;
            for (int start = 0, i = 0; i <= text.Length && words < Sample; i++)
            {
                var c = i < text.Length ? text[i] : ' ';
                if (char.IsAsciiLetterLower(c)) // most letters
                    lower++;
                else if (char.IsLetter(c))
                {
                    upper += char.IsUpper(c) ? 1 : 0;
                    lower += char.IsLower(c) ? 1 : 0;
                }
                else
                {
                    var isLong = i - start >= LongWord;
                    words += isLong ? 1 : 0;
                    capitalised += isLong && char.IsUpper(text[start]) ? 1 : 0;
                    start = i + 1;
                }
            }

            if (upper == 0 || lower * 4 < upper)
                return WritingStyle.Flat;
            return capitalised * 10 > words * 6 && words > 3 ? WritingStyle.Headline : WritingStyle.Sentence;
        }
    }
}
