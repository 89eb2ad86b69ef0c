using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Sketching;

/// <summary>Reduces an article to what the index stores.</summary>
internal sealed class SketchReader(EntrySet entries)
{
    /// <summary>The title and the first two sentences: who, what, where, when.</summary>
    public const int LeadSentences = 3;

    private const int BodyWords = 30; // a shorter body is no text to reprint, so 3-grams are taken from the title too
    private const int OpeningWords = 50; // of the body: enough to contain the news even if a site prints something above it
    private const int MaxNames = 16;
    private const int MaxHeadline = 32; // facts: a title of twenty words

    public IndexedArticle Read(Article article, Boilerplate boilerplate)
    {
        var read = new Tokens(article.Language);
        read.Read(article.Title, TokenMarks.Title);
        var titleWords = read.List.Count;
        var body = article.Text.Length > article.Summary.Length ? article.Text : article.Summary;
        read.Read(body);

        var tokens = read.List;
        var source = Hashing.Word(article.Source);
        var sentences = new uint[read.Sentences];
        foreach (var token in tokens)
            sentences[token.Sentence] = Hashing.Mix(((ulong)sentences[token.Sentence] << 32) | token.Word.Hash);
        var standing = Array.ConvertAll(sentences, s => boilerplate.Contains(source, s));
        var own = tokens.FindAll(t => !standing[t.Sentence]);
        var hasBody = tokens.Count - titleWords >= BodyWords;
        var marks = new MarkReader(entries, article, own, hasBody);
        uint[] words = [.. tokens.Skip(hasBody ? titleWords : 0).Select(t => standing[t.Sentence] ? 0 : t.Word.Hash)];
        return new IndexedArticle
        {
            Id = article.Id,
            Source = article.Source,
            Language = article.Language,
            Published = article.Published,
            Told = ToldDate.Of(tokens, article.Published),
            FirstSeen = article.FirstSeen,
            Shingles = Shingles.Of(words),
            Opening = [.. Shingles.Of(words.AsSpan(0, Math.Min(words.Length, OpeningWords))).Where(CopyFinder.IsSampled)],
            Sentences = sentences,
            Signature = sentences.Length == 0 ? 0 : sentences[tokens.CountBy(t => t.Sentence).MaxBy(s => s.Value).Key],
            Numbers = marks.Numbers,
            Weekdays = Weekdays(tokens),
            Lead = new LeadFacts(marks.LeadNumbers, Names(tokens), Headline(tokens), Weekdays(tokens.TakeWhile(t => t.Sentence < LeadSentences))),
            Located = marks.Places.Select(entries.Find).OfType<GazetteerEntry>()
                .Select(e => !e.IsPoint ? Fineness.Area : e.Kind == EntryKind.Capital ? Fineness.Capital : Fineness.Settlement).DefaultIfEmpty().Max(),
            IsRoundup = RoundupJudge.IsRoundup(article.Title, body, marks.Named),
            Terms = Terms(own),
            Marks = marks.Marks,
            Places = marks.Places,
        };
    }

    /// <summary>The stems of the nearest words of the sentence before and after some words that are not function words.</summary>
    public static IEnumerable<uint> Beside(IReadOnlyList<Token> tokens, int first, int last)
    {
        var before = Enumerable.Range(0, first).Select(i => tokens[first - 1 - i]).TakeWhile(t => t.Sentence == tokens[first].Sentence);
        var after = tokens.Skip(last + 1).TakeWhile(t => t.Sentence == tokens[last].Sentence);
        return new[] { before, after }.SelectMany(words => words.Where(t => t.Word.Class != WordClass.Function).Take(1)).Select(t => t.Word.Stem);
    }

    private static byte Weekdays(IEnumerable<Token> tokens) =>
        (byte)tokens.Where(t => t.Word.IsWeekday).Aggregate(0, (days, token) => days | (1 << token.Word.Weekday));

    /// <summary>
    /// The capitalised words of the first sentences with the words next to them, except at the start of a sentence and in titles.
    /// </summary>
    private static Fact[] Names(List<Token> tokens)
    {
        const TokenMarks relevant = TokenMarks.Capital | TokenMarks.SentenceStart | TokenMarks.Title | TokenMarks.Digit;
        var names =
            from name in tokens.TakeWhile(t => t.Sentence < LeadSentences).Index()
            where (name.Item.Marks & relevant) == TokenMarks.Capital && name.Item.Word.Class == WordClass.Plain
            from beside in Beside(tokens, name.Index, name.Index)
            select new Fact(name.Item.Word.Stem, beside);
        return [.. names.Distinct().Take(MaxNames)];
    }

    /// <summary>
    /// The distinctive words of the title, each with the word before and after it: headlines about different things have different words in the same
    /// place.
    /// </summary>
    private static Fact[] Headline(List<Token> tokens)
    {
        var words = tokens.TakeWhile(t => t.IsInTitle).Where(t => t.Word is { Class: WordClass.Plain, Number: null } && !t.IsDigits)
            .Select(t => t.Word).ToList();
        var said =
            from pair in words.Zip(words.Skip(1))
            from fact in new[]
            {
                (Word: pair.Second, Fact: new Fact(pair.Second.Key, Hashing.Mix(pair.First.Key | (1UL << 33)))),
                (Word: pair.First, Fact: new Fact(pair.First.Key, Hashing.Mix(pair.Second.Key | (1UL << 34)))),
            }
            where fact.Word.Tells
            select fact.Fact;
        return [.. said.Distinct().Take(MaxHeadline)];
    }

    private static Term[] Terms(List<Token> tokens) =>
    [
        .. from token in tokens
            where token.Word.Class != WordClass.Function
            group token by token.Word.Stem into same
            orderby same.Key
            select new Term(same.Key, (byte)Math.Min(same.Count(), byte.MaxValue), same.Aggregate(TermMarks.None, (marks, token) => marks | MarksOf(token))),
    ];

    private static TermMarks MarksOf(Token token) => (token.Sentence < LeadSentences ? TermMarks.Lead : 0)
        | ((token.Marks & (TokenMarks.Capital | TokenMarks.Digit)) != 0 ? TermMarks.Name : 0)
        | (token.Word.Class == WordClass.Everyday ? TermMarks.Everyday : 0);
}
