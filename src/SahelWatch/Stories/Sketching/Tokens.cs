using SahelWatch.Language;

namespace SahelWatch.Stories.Sketching;

/// <summary>A word of an article: its meaning, the number of its sentence, and what only the original text shows.</summary>
internal readonly record struct Token(WordMeaning Word, int Sentence, TokenMarks Marks)
{
    public bool IsDigits => Marks.HasFlag(TokenMarks.Digit);

    public bool IsInTitle => Marks.HasFlag(TokenMarks.Title);
}

[Flags]
internal enum TokenMarks : byte
{
    None = 0,
    Capital = 1,
    SentenceStart = 2,
    Digit = 8,
    Title = 16,

    /// <summary>A thousands separator stands between the word before and this one: 6,000 or 6 000.</summary>
    Continues = 32,
}

/// <summary>The words of one article, folded: read once for 3-grams, terms, names and numbers.</summary>
internal sealed class Tokens(string language)
{
    /// <summary>Words read of one article; longer ones are collections, and their beginning is enough.</summary>
    private const int MaxWords = 2000;

    /// <summary>Characters read of one text: more than that many words need in any language.</summary>
    public const int MaxCharacters = 20_000;

    /// <summary>Characters kept of one word. Longer ones are not words, and some steps take quadratic time.</summary>
    private const int LongestWord = 64;

    public List<Token> List { get; } = [];

    /// <summary>Sentences counted so far; a line end closes one too.</summary>
    public int Sentences { get; private set; }

    /// <summary>Adds the words of a text; each text starts a new sentence.</summary>
    public void Read(string text, TokenMarks common = TokenMarks.None)
    {
        var folded = FoldedText.Of(text.Length <= MaxCharacters ? text : text[..MaxCharacters]);
        var words = folded.Span;
        var (start, before) = (true, 0);
        for (var i = 0; i < words.Length && List.Count < MaxWords;)
        {
            var end = FoldedText.EndOfWord(words, i);
            if (end == i)
            {
                i++;
                continue;
            }

            var (from, source) = (before == 0 ? 0 : folded.SourceOf(before), folded.SourceOf(i));
            if (!start && EndsSentence(text.AsSpan(from, source - from)))
                (start, Sentences) = (true, Sentences + 1);
            var continues = i - before == 1 && before > 0 && words[before] is ' ' or ',' or '.' && char.IsDigit(words[i]) && char.IsDigit(words[before - 1])
                && end - i == 3;
            var marks = common | (char.IsUpper(text[source]) ? TokenMarks.Capital : 0) | (start ? TokenMarks.SentenceStart : 0)
                | (char.IsDigit(words[i]) ? TokenMarks.Digit : 0) | (continues ? TokenMarks.Continues : 0);
            List.Add(new Token(Vocabulary.Shipped.Of(words[i..Math.Min(end, i + LongestWord)].ToString(), language), Sentences, marks));
            (start, before, i) = (false, end, end);
        }

        Sentences += before > 0 ? 1 : 0;
    }

    /// <summary>Whether a sentence ends between two words.</summary>
    private static bool EndsSentence(ReadOnlySpan<char> gap)
    {
        for (var i = 0; i < gap.Length; i++)
        {
            if (gap[i] is '\n'
                || (gap[i] is '.' or '!' or '?' or '؟' or '…' && i + 1 < gap.Length && (char.IsWhiteSpace(gap[i + 1]) || i + 2 < gap.Length)))
                return true;
        }

        return false;
    }
}
