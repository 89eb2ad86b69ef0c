using System.Globalization;
using System.Text;

namespace SahelWatch.Text;

/// <summary>Text with case, accents and typographic variants folded away, so that one spelling stands for all.</summary>
public static class FoldedText
{
    /// <summary>Lower case, without combining marks, apostrophes and dashes made ASCII.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            folded.Append(c switch
            {
                '\u2018' or '\u2019' or '\u02BC' or '\u2032' => '\'',
                >= '\u2010' and <= '\u2015' => '-',
                _ => char.ToLowerInvariant(c),
            });
        }

        return folded.ToString();
    }
}
