using SahelWatch.Text;

namespace SahelWatch.Stories;

/// <summary>A word of a text: where its folded form stands in the buffer, its hash, and what the unfolded text knew about it.</summary>
internal readonly record struct Token(int Start, int Length, uint Hash, int Sentence, TokenMarks Marks);

[Flags]
internal enum TokenMarks : byte
{
    None = 0,
    Capital = 1,
    SentenceStart = 2,
    Quoted = 4,
    Digit = 8,
}

/// <summary>The words of one text, folded into one buffer: read once, used for 3-grams, terms, names and numbers alike.</summary>
internal sealed class Tokens
{
    /// <summary>Words read of one text. Longer pieces are collections; what makes them an event or a copy stands before this.</summary>
    private const int MaxWords = 2000;

    private readonly List<Token> _list = [];
    private char[] _buffer = new char[4096];
    private int _used;

    public IReadOnlyList<Token> List => _list;

    /// <summary>Sentences counted so far; a line end closes one too.</summary>
    public int Sentences { get; private set; }

    public ReadOnlySpan<char> Folded(Token token) => _buffer.AsSpan(token.Start, token.Length);

    /// <summary>Adds the words of a text; the next text starts a new sentence.</summary>
    public void Read(string text)
    {
        var quoted = false;
        var start = true;
        for (var i = 0; i < text.Length && _list.Count < MaxWords;)
        {
            var c = text[i];
            if (IsWord(c))
            {
                var end = i + 1;
                while (end < text.Length && IsWord(text[end]))
                    end++;
                var marks = (char.IsUpper(c) ? TokenMarks.Capital : 0) | (start ? TokenMarks.SentenceStart : 0)
                    | (quoted ? TokenMarks.Quoted : 0) | (char.IsDigit(c) ? TokenMarks.Digit : 0);
                Add(text.AsSpan(i, end - i), marks);
                start = false;
                i = end;
                continue;
            }

            quoted = c switch
            {
                '“' or '«' => true,
                '”' or '»' => false,
                '"' => !quoted,
                '\n' => false, // a quotation mark that was never closed does not swallow the rest
                _ => quoted,
            };
            if (!start && IsSentenceEnd(text, i))
            {
                Sentences++;
                start = true;
            }

            i++;
        }

        if (!start)
            Sentences++;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark || c == 'ـ';

    private static bool IsSentenceEnd(string text, int at) => text[at] switch
    {
        '\n' => true,
        '.' or '!' or '?' or '؟' or '…' => at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]),
        _ => false,
    };

    private void Add(ReadOnlySpan<char> word, TokenMarks marks)
    {
        if (_used + (word.Length * 2) + 8 > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + (word.Length * 2) + 8));
        var start = _used;
        if (System.Text.Ascii.IsValid(word))
        {
            foreach (var c in word)
                _buffer[_used++] = char.ToLowerInvariant(c);
        }
        else
        {
            var folded = FoldedText.Fold(word.ToString());
            if (_used + folded.Length > _buffer.Length)
                Array.Resize(ref _buffer, (_used + folded.Length) * 2);
            folded.CopyTo(_buffer.AsSpan(_used));
            _used += folded.Length;
        }

        var length = _used - start;
        if (length > 0)
            _list.Add(new Token(start, length, Hashing.Word(_buffer.AsSpan(start, length)), Sentences, marks));
    }
}
