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

    /// <summary>The noun in apposition that says what the range is: "Le Niger, vraquier de 180 mètres", "Timbuktu, a kitten"; empty if there is none. If a
    /// preposition precedes the range, or "un" the noun, it begins the main clause instead: "près de Gao, un cargo".</summary>
    public ReadOnlySpan<char> Apposition
    {
        get
        {
            if (!After.StartsWith(", ") || (start > 0 && !HasArticle))
                return [];
            var at = start + length + ", ".Length;
            var word = WordAt(at);
            return word is "a" or "an" && at + word.Length + 1 < _text.Length ? WordAt(at + word.Length + 1) : word;
        }
    }

    /// <summary>Whether the range is all that is in a pair of quotation marks.</summary>
    public bool IsQuoted => _text[..start] is [.., '"' or '“' or '«'] or [.., '«', ' '] && After is ['"' or '”' or '»', ..] or [' ', '»', ..];

    /// <summary>The word before the quotation mark.</summary>
    public ReadOnlySpan<char> BeforeQuotes => WordBefore(start - (_text[start - 1] == ' ' ? 2 : 1));

    public bool HasArticle => Before is "le" or "la" or "the";

    /// <summary>Whether the range is where somebody or something comes from.</summary>
    public bool IsOrigin => Before is "from" or "left" or "fled" or "du" or "de" or "quitte" or "من";

    /// <summary>Whether the range is only an example: "countries such as Burkina Faso".</summary>
    public bool IsExample => Before is "مثل" || (Before is "as" && WordBefore(start - "as ".Length) is "such");

    /// <summary>Whether an Arabic preposition or conjunction is attached to the range.</summary>
    public bool IsPrefixed => start > 0 && ArabicPrefixes.IsArabic(_text[start]) && _text[start - 1] is 'ب' or 'ل' or 'و';

    public ReadOnlySpan<char> WordBefore(int position)
    {
        var end = position - 1;
        if (end <= 0 || _text[end] is not (' ' or '\''))
            return [];
        if (_text[end - 1] == '.' && Title(end - 1) is { Length: > 0 } title)
            return title;
        var from = end;
        while (from > 0 && char.IsLetterOrDigit(_text[from - 1]))
            from--;
        return _text[from..end];
    }

    /// <summary>The title of a person that ends at a position, as in "M. Niger", "Mr. Chad"; empty if there is none.</summary>
    private ReadOnlySpan<char> Title(int end)
    {
        var from = end;
        while (from > 0 && char.IsLetterOrDigit(_text[from - 1]))
            from--;
        return _text[from..end] is "m" or "mr" or "mrs" or "ms" or "dr" ? _text[from..end] : [];
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

    public ReadOnlySpan<char> WordAt(int position) => _text[position..FoldedText.EndOfWord(_text, position)];
}
