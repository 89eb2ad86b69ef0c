using SahelWatch.Language;

namespace SahelWatch.Stories.Sketching;

/// <summary>A word of a text: the position of its folded form in the buffer, its hash, and what only the original text shows.</summary>
internal readonly record struct Token(int Start, int Length, uint Hash, int Sentence, TokenMarks Marks);

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

/// <summary>The words of one article, folded into one buffer: read once for 3-grams, terms, names and numbers.</summary>
internal sealed class Tokens
{
    /// <summary>Words read of one article; longer ones are collections, and their beginning is enough.</summary>
    private const int MaxWords = 2000;

    /// <summary>Characters read of one text: more than that many words need in any language.</summary>
    public const int MaxCharacters = 20_000;

    /// <summary>Characters kept of one word. Longer ones are not words, and some steps take quadratic time.</summary>
    private const int LongestWord = 64;

    private readonly FoldedText _folded = new();
    private readonly List<Token> _list = [];
    private char[] _buffer = new char[4096];
    private int _used;

    public List<Token> List => _list;

    /// <summary>Sentences counted so far; a line end closes one too.</summary>
    public int Sentences { get; private set; }

    public ReadOnlySpan<char> Folded(Token token) => _buffer.AsSpan(token.Start, token.Length);

    public void Clear()
    {
        _list.Clear();
        (_used, Sentences) = (0, 0);
    }

    /// <summary>Adds the words of a text; each text starts a new sentence.</summary>
    public void Read(string text, TokenMarks common = TokenMarks.None)
    {
        _folded.Reset(text.Length <= MaxCharacters ? text : text[..MaxCharacters]);
        if (_used + _folded.Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + _folded.Length));
        _folded.Span.CopyTo(_buffer.AsSpan(_used));
        var words = _buffer.AsSpan(_used, _folded.Length);
        var (start, before) = (true, -1);
        for (var i = 0; i < words.Length && _list.Count < MaxWords;)
        {
            if (!char.IsLetterOrDigit(words[i]))
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < words.Length && char.IsLetterOrDigit(words[end]))
                end++;
            var source = _folded.SourceOf(i);
            var continues = before >= 0 && i - before == 1 && words[before] is ' ' or ',' or '.' && char.IsDigit(words[i]) && char.IsDigit(words[before - 1])
                && end - i == 3;
            ReadGap(text.AsSpan(before < 0 ? 0 : _folded.SourceOf(before), source - (before < 0 ? 0 : _folded.SourceOf(before))), ref start);
            var marks = common | (char.IsUpper(text[source]) ? TokenMarks.Capital : 0) | (start ? TokenMarks.SentenceStart : 0)
                | (char.IsDigit(words[i]) ? TokenMarks.Digit : 0) | (continues ? TokenMarks.Continues : 0);
            var length = Math.Min(end - i, LongestWord);
            _list.Add(new Token(_used + i, length, Hashing.Word(words.Slice(i, length)), Sentences, marks));
            (start, before, i) = (false, end, end);
        }

        if (before >= 0)
            Sentences++;
        _used += words.Length;
    }

    /// <summary>Counts a sentence that ends between two words.</summary>
    private void ReadGap(ReadOnlySpan<char> gap, ref bool start)
    {
        for (var i = 0; i < gap.Length; i++)
        {
            var ends = gap[i] is '\n'
                || (gap[i] is '.' or '!' or '?' or '؟' or '…' && i + 1 < gap.Length && (char.IsWhiteSpace(gap[i + 1]) || i + 2 < gap.Length));
            if (ends && !start)
            {
                Sentences++;
                start = true;
            }
        }
    }
}
