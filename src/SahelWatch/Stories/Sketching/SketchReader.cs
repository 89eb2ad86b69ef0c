using System.Runtime.InteropServices;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Sketching;

/// <summary>Reduces an article to what the index stores. Not thread-safe, since it reuses buffers and caches the meanings of words.</summary>
internal sealed class SketchReader(EntrySet entries)
{
    private const int BodyWords = 30; // a shorter body is no text to reprint, so 3-grams are taken from the title too
    private const int LeadSentences = 3; // the title and the first two sentences: who, what, where, when
    private const int OpeningWords = 50; // of the body: enough to contain the news even if a site prints something above it
    private const int MaxNames = 16;
    private const int MaxHeadline = 32; // facts: a title of twenty words
    private const int KnownWords = 200_000; // distinct words cached

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
        var hasBody = _tokens.List.Count - titleWords >= BodyWords;
        var marks = _marks.Read(article, _tokens, meanings, standing, LeadSentences, hasBody);
        var words = Words(hasBody ? titleWords : 0, standing);
        return new IndexedArticle
        {
            Id = article.Id,
            Source = article.Source,
            Language = article.Language,
            Published = article.Published,
            Told = ToldDate.Of(_tokens, meanings, article.Published),
            FirstSeen = article.FirstSeen,
            Shingles = Shingles.Of(words),
            Opening = [.. Shingles.Of(words.AsSpan(0, Math.Min(words.Length, OpeningWords))).Where(CopyFinder.IsSampled)],
            Sentences = sentences,
            Signature = sentences.Length == 0 ? 0 : sentences[_tokens.List.CountBy(t => t.Sentence).MaxBy(s => s.Value).Key],
            Numbers = _marks.Numbers,
            Weekdays = Weekdays(meanings, int.MaxValue),
            Lead = new LeadFacts(_marks.LeadNumbers, Names(meanings), Headline(meanings), Weekdays(meanings, LeadSentences)),
            Located = _marks.Leading.Select(e => !e.IsPoint ? Fineness.Area : e.Kind == EntryKind.Capital ? Fineness.Capital : Fineness.Settlement)
                .DefaultIfEmpty().Max(),
            IsRoundup = RoundupJudge.IsRoundup(article.Title, _marks.Named),
            Terms = Terms(meanings, standing),
            Marks = marks,
            Places = _marks.Places,
        };
    }

    private byte Weekdays(WordMeaning[] meanings, int sentences)
    {
        byte days = 0;
        for (var i = 0; i < meanings.Length && _tokens.List[i].Sentence < sentences; i++)
            days |= (byte)(meanings[i].IsWeekday ? 1 << meanings[i].Weekday : 0);
        return days;
    }

    /// <summary>
    /// The capitalised words of the first sentences with the words next to them, except at the start of a sentence and in titles.
    /// </summary>
    private Fact[] Names(WordMeaning[] meanings)
    {
        var names = new List<Fact>();
        for (var i = 0; i < meanings.Length && _tokens.List[i].Sentence < LeadSentences; i++)
        {
            var marks = _tokens.List[i].Marks & (TokenMarks.Capital | TokenMarks.SentenceStart | TokenMarks.Title | TokenMarks.Digit);
            if (marks != TokenMarks.Capital || meanings[i].Class != WordClass.Plain)
                continue;
            if (Beside(meanings, i, -1) is { } before)
                names.Add(new Fact(meanings[i].Stem, before));
            if (Beside(meanings, i, 1) is { } after)
                names.Add(new Fact(meanings[i].Stem, after));
        }

        return [.. names.Distinct().Take(MaxNames)];
    }

    /// <summary>
    /// The distinctive words of the title, each with the word before and after it: headlines about different things have different words in the same
    /// place.
    /// </summary>
    private Fact[] Headline(WordMeaning[] meanings)
    {
        var said = new List<Fact>();
        WordMeaning? before = null;
        for (var i = 0; i < meanings.Length && _tokens.List[i].Marks.HasFlag(TokenMarks.Title); i++)
        {
            var word = meanings[i];
            if (word.Class != WordClass.Plain || word.Number is not null || _tokens.List[i].Marks.HasFlag(TokenMarks.Digit))
                continue;
            if (before is { } left)
            {
                if (word.Tells)
                    said.Add(new Fact(word.Key, Hashing.Mix(left.Key | (1UL << 33))));
                if (left.Tells)
                    said.Add(new Fact(left.Key, Hashing.Mix(word.Key | (1UL << 34))));
            }

            before = word;
        }

        return [.. said.Distinct().Take(MaxHeadline)];
    }

    /// <summary>The nearest word of the sentence on one side that is not a function word.</summary>
    private uint? Beside(WordMeaning[] meanings, int at, int step)
    {
        for (var i = at + step; i >= 0 && i < meanings.Length && _tokens.List[i].Sentence == _tokens.List[at].Sentence; i += step)
        {
            if (meanings[i].Class != WordClass.Function)
                return meanings[i].Stem;
        }

        return null;
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
            var marks = (token.Sentence < LeadSentences ? TermMarks.Lead : 0) | ((token.Marks & (TokenMarks.Capital | TokenMarks.Digit)) != 0
                ? TermMarks.Name
                : 0)
                | (meaning.Class == WordClass.Everyday ? TermMarks.Everyday : 0);
            ref var term = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, meaning.Stem, out _);
            term = new Term(meaning.Stem, (byte)Math.Min(term.Count + 1, byte.MaxValue), term.Marks | marks);
        }

        var sorted = _terms.Values.ToArray();
        Array.Sort(sorted, (a, b) => a.Hash.CompareTo(b.Hash));
        return sorted;
    }
}
