using System.Runtime.InteropServices;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Sketching;

/// <summary>Makes of an article what the index keeps of it. Keeps buffers and the meanings of words it has met: one for one thread.</summary>
internal sealed class SketchReader(EntrySet entries)
{
    private const int BodyWords = 30; // a body shorter than a sentence or two is no text to reprint: the title stands in for it
    private const int LeadSentences = 3; // the title and the first two sentences: who, what, where, when
    private const int KnownWords = 200_000; // distinct words remembered; more is noise

    private readonly Tokens _tokens = new();
    private readonly Dictionary<string, Dictionary<uint, WordMeaning>> _meanings = []; // by language, by the hash of the word
    private readonly Dictionary<uint, Term> _terms = [];
    private readonly Vocabulary _vocabulary = Vocabulary.Shipped;
    private readonly MarkReader _marks = new(entries);

    public IndexedArticle Read(Article article, Boilerplate boilerplate)
    {
        var body = article.Text.Length > article.Summary.Length ? article.Text : article.Summary;
        _tokens.Clear();
        _tokens.Read(article.Title, TokenMarks.Title);
        var titleWords = _tokens.List.Count;
        _tokens.Read(body);

        var source = Hashing.Word(article.Source);
        var sentences = Sentences();
        var standing = Array.ConvertAll(sentences, s => boilerplate.Contains(source, s));
        var meanings = Meanings(article.Language);
        return new IndexedArticle
        {
            Id = article.Id,
            Source = article.Source,
            Language = article.Language,
            Published = article.Published,
            Told = ToldDate.Of(_tokens, meanings, article.Published),
            FirstSeen = article.FirstSeen,
            Shingles = Shingles.Of(Words(_tokens.List.Count - titleWords < BodyWords ? 0 : titleWords, standing)),
            Sentences = sentences,
            Signature = sentences.Length == 0 ? 0 : sentences[_tokens.List.CountBy(t => t.Sentence).MaxBy(s => s.Value).Key],
            Numbers = [.. _tokens.List.Skip(titleWords).Where(t => t.Marks.HasFlag(TokenMarks.Digit)).Select(Digits).Distinct().Order()],
            Terms = Terms(meanings, standing),
            Marks = _marks.Read(article, _tokens, meanings, standing, LeadSentences),
            Places = _marks.Places,
        };
    }

    /// <summary>The digits a token begins with: 30am is 30.</summary>
    private uint Digits(Token token)
    {
        var folded = _tokens.Folded(token);
        var end = folded.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? token.Hash : Hashing.Word(folded[..end]);
    }

    private uint[] Sentences()
    {
        var sentences = new uint[_tokens.Sentences];
        foreach (var token in _tokens.List)
            sentences[token.Sentence] = Hashing.Mix(((ulong)sentences[token.Sentence] << 32) | token.Hash);
        return sentences;
    }

    private uint[] Words(int from, bool[] standing)
    {
        var words = new uint[_tokens.List.Count - from];
        for (var i = 0; i < words.Length; i++)
        {
            var token = _tokens.List[from + i];
            words[i] = standing[token.Sentence] ? 0 : token.Hash;
        }

        return words;
    }

    private WordMeaning[] Meanings(string language)
    {
        if (!_meanings.TryGetValue(language, out var known) || known.Count > KnownWords)
            _meanings[language] = known = [];
        var meanings = new WordMeaning[_tokens.List.Count];
        for (var i = 0; i < meanings.Length; i++)
        {
            var token = _tokens.List[i];
            if (!known.TryGetValue(token.Hash, out meanings[i]))
                known[token.Hash] = meanings[i] = _vocabulary.Of(_tokens.Folded(token), language);
        }

        return meanings;
    }

    private Term[] Terms(WordMeaning[] meanings, bool[] standing)
    {
        _terms.Clear();
        for (var i = 0; i < meanings.Length; i++)
        {
            var (token, meaning) = (_tokens.List[i], meanings[i]);
            if (meaning.Class == WordClass.Function || standing[token.Sentence])
                continue;
            var marks = (token.Sentence < LeadSentences ? TermMarks.Lead : 0) | ((token.Marks & (TokenMarks.Capital | TokenMarks.Digit)) != 0 ? TermMarks.Name : 0)
                | (meaning.Class == WordClass.Everyday ? TermMarks.Everyday : 0);
            ref var term = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, meaning.Stem, out _);
            term = new Term(meaning.Stem, (byte)Math.Min(term.Count + 1, byte.MaxValue), term.Marks | marks);
        }

        var sorted = _terms.Values.ToArray();
        Array.Sort(sorted, (a, b) => a.Hash.CompareTo(b.Hash));
        return sorted;
    }
}
