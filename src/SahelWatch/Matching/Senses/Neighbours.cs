using SahelWatch.Language;

namespace SahelWatch.Matching.Senses;

/// <summary>The words around a range of folded text.</summary>
internal readonly ref struct Neighbours(ReadOnlySpan<char> text, int start, int length)
{
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>The word right before; empty if there is punctuation in between.</summary>
    public ReadOnlySpan<char> Before => WordBefore(StartOfWord);

    /// <summary>The start of the word that contains the range, since Arabic attaches prefixes to names.</summary>
    public int StartOfWord
    {
        get
        {
            var from = start;
            while (from > 0 && start - from < ArabicPrefixes.LongestPrefix && ArabicPrefixes.IsArabic(_text[from - 1]))
                from--;
            return from;
        }
    }

    public ReadOnlySpan<char> After => _text[(start + length)..];

    /// <summary>The word right after; empty if there is anything but a space in between.</summary>
    public ReadOnlySpan<char> WordAfter => After is [' ', ..] ? WordAt(start + length + 1) : [];

    /// <summary>Whether an Arabic preposition or conjunction is attached to the range.</summary>
    public bool IsPrefixed => start > 0 && ArabicPrefixes.IsArabic(_text[start]) && _text[start - 1] is 'ب' or 'ل' or 'و';

    public ReadOnlySpan<char> WordBefore(int position)
    {
        var end = position - 1;
        if (end <= 0 || _text[end] is not (' ' or '\''))
            return [];
        var from = end;
        while (from > 0 && char.IsLetterOrDigit(_text[from - 1]))
            from--;
        return _text[from..end];
    }

    /// <summary>The word before, skipping "of", "de la", "du".</summary>
    /// <param name="from">Where it starts.</param>
    public ReadOnlySpan<char> BeforeParticles(out int from)
    {
        from = StartOfWord;
        var word = Before;
        while (word is "of" or "the" or "de" or "du" or "des" or "d" or "la" or "l")
        {
            from -= word.Length + 1;
            word = WordBefore(from);
        }

        from -= word.Length + 1;
        return word;
    }

    public ReadOnlySpan<char> WordAt(int position) => _text[position..WordMask.EndOfWord(_text, position)];
}
