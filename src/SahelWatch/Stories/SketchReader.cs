using SahelWatch.Articles;

namespace SahelWatch.Stories;

/// <summary>Makes of an article what the index keeps of it.</summary>
internal static class SketchReader
{
    private const int BodyWords = 30; // a body shorter than a sentence or two is no text to reprint: title and summary stand in for it

    public static IndexedArticle Read(Article article, Boilerplate boilerplate)
    {
        var tokens = new Tokens();
        var body = article.Text.Length > article.Summary.Length ? article.Text : article.Summary;
        tokens.Read(body);
        if (tokens.List.Count < BodyWords)
            tokens.Read(article.Title);

        var sentences = Sentences(tokens);
        var source = Hashing.Word(article.Source);
        return new IndexedArticle
        {
            Id = article.Id,
            Source = article.Source,
            Language = article.Language,
            Published = article.Published,
            FirstSeen = article.FirstSeen,
            Shingles = Shingles.Of(Words(tokens, sentences, s => boilerplate.Contains(source, s))),
            Sentences = sentences,
            Numbers = Numbers(tokens),
        };
    }

    private static uint[] Sentences(Tokens tokens)
    {
        var sentences = new uint[tokens.Sentences];
        foreach (var token in tokens.List)
            sentences[token.Sentence] = Hashing.Mix(((ulong)sentences[token.Sentence] << 32) | token.Hash);
        return sentences;
    }

    private static uint[] Words(Tokens tokens, uint[] sentences, Func<uint, bool> isBoilerplate)
    {
        var skip = Array.ConvertAll(sentences, s => isBoilerplate(s));
        var words = new uint[tokens.List.Count];
        for (var i = 0; i < words.Length; i++)
            words[i] = skip[tokens.List[i].Sentence] ? 0 : tokens.List[i].Hash;
        return words;
    }

    private static uint[] Numbers(Tokens tokens) =>
        [.. tokens.List.Where(t => t.Marks.HasFlag(TokenMarks.Digit)).Select(t => t.Hash).Distinct().Order()];
}
