using SahelWatch.Language;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Stories;

/// <summary>Extracts from an assigned article what its story keeps.</summary>
internal static class ReportReader
{
    private const int LeadLength = 500; // characters: what a digest shows at most
    private const int MaxEvidence = 4; // what a reader of the story's page looks at
    private const int LongestTerm = 60; // characters: no name or word of a watchlist is longer
    private const int MaxEntities = 12; // the most prominent: a list of every place mentioned would not help

    public static Report Read(Assignment assignment)
    {
        var article = assignment.Article;
        return new Report
        {
            Article = article.Id,
            CopyOf = assignment.CopyOf,
            Source = article.Source,
            Kind = article.Kind,
            Language = article.Language,
            Url = article.Url,
            Title = article.Title,
            Lead = Lead(article.Summary.Length > 0 ? article.Summary : article.Text),
            Date = article.Date,
            FirstSeen = article.FirstSeen,
            IsDelayed = article.IsDelayed,
            Figures = assignment.IsRoundup ? [] : FigureExtractor.Extract(article.Title, article.Summary, article.Text, article.Language),
            Agency = AgencyCredit.Of(article.Text.Length > article.Summary.Length ? article.Text : article.Summary),
            Countries = article.Match.Countries,
            Themes = article.Match.Themes,
            Entities = [.. article.Match.Entities.Take(MaxEntities)],
            Why = Foremost(article.Match.Why),
            Because = assignment.Because,
            IsRoundup = assignment.IsRoundup,
            About = assignment.About,
            Additions = assignment.Additions,
        };
    }

    /// <summary>The strongest piece of evidence for each name and word.</summary>
    private static IReadOnlyList<Evidence> Foremost(IReadOnlyList<Evidence> why) =>
        [.. why.Where(e => e.Weight > 0 && e.Term.Length <= LongestTerm).OrderByDescending(e => e.Weight).DistinctBy(e => e.Place ?? e.Term).Take(MaxEvidence)];

    /// <summary>As many whole sentences as fit; if not even the first fits, its beginning.</summary>
    private static string Lead(string text)
    {
        if (text.Length <= LeadLength)
            return text;
        var end = Sentences.Of(text[..LeadLength]).SkipLast(1).Select(s => s.Start + s.Text.Length).LastOrDefault();
        if (end > 0)
            return text[..end];
        var space = text.LastIndexOf(' ', LeadLength - 1);
        return string.Concat(text.AsSpan(0, space > 0 ? space : LeadLength - 1), "…");
    }
}
