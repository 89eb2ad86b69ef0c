using SahelWatch.Language;
using SahelWatch.Stories.Figures.Claims;
using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures;

/// <summary>
/// Extracts the numbers of people (killed, injured, displaced…) that an article reports for its event. Numbers of other events, parts of a figure, superseded
/// figures, and fighters if the article counts others as well, are left out.
/// </summary>
public static class FigureExtractor
{
    private const int LeadSentences = 2; // in which an article about an incident says so
    private const double Near = 0.1; // "une quarantaine" and 39 are the same figure

    private static readonly string[] Pointers = ["read also", "also read", "read more", "lire aussi", "a lire", "voir aussi", "اقرا ايضا"];

    /// <summary>The figures by kind, the article's own first within each.</summary>
    /// <param name="summary">As the feed gives it; ignored if there is a text.</param>
    /// <param name="language">en, fr or ar; any other is read as English.</param>
    public static IReadOnlyList<Figure> Extract(string title, string summary, string text, string language) => Read(title, summary, text, language).Figures;

    /// <summary>The figures, and whether the article mentions deaths at all.</summary>
    public static FigureReading Read(string title, string summary, string text, string language)
    {
        var known = language is "fr" or "ar" ? language : "en";
        var head = FigureSentence.OfTitle(title, known).ToList();
        var body = FigureSentence.Of(text.Length > 0 ? text : summary, known).Where(s => !IsPointer(s.Text)).ToList();
        var speaks = head.Concat(body.Take(LeadSentences)).Any(s => s.HasPredicate || s.IsOfIncident);
        if (!speaks || (head.Count > 0 && head.TrueForAll(s => s.LooksBack)))
            return new([], SpeaksOfDeath: false, HasText: false);
        var lead = head.Concat(body.Take(LeadSentences)).ToList();
        var topic = new Topic(lead.Exists(s => s.IsLasting), lead.Exists(s => s.IsOfDisease));
        var claims = head.SelectMany(s => ClaimReader.Read(s, 0, known, topic)).Concat(body.SelectMany((s, i) => ClaimReader.Read(s, i + 1, known, topic)))
            .ToList();
        var figures = Enumerable.Range(0, FigureTerms.Kinds.Count).SelectMany(kind => OfKind(claims.Where(c => c.Kind == kind).ToList()));
        return new([.. figures.Select(FigureOf)], head.Concat(body).Any(s => s.IsOfDeath), body.Count > 1);
    }

    private static bool IsPointer(string sentence)
    {
        var folded = FoldedText.Fold(sentence.Length > 20 ? sentence[..20] : sentence);
        return Array.Exists(Pointers, p => folded.StartsWith(p, StringComparison.Ordinal));
    }

    /// <summary>The article's own figure, then the others that it reports alongside.</summary>
    private static IEnumerable<Claim> OfKind(List<Claim> claims)
    {
        var counted = claims.Exists(c => !c.IsOfFighters) ? claims.Where(c => !c.IsOfFighters).ToList() : claims;
        if (counted.Count == 0)
            return [];
        var best = counted.Min(c => c.Rank);
        counted = counted.Where(c => c.Rank == best).ToList();
        var foremost = Own(counted);
        var own = Attributed(foremost, counted);
        return counted.Where(c => c != own && c != foremost).OrderBy(c => c.Sentence).Prepend(own).DistinctBy(c => (c.Count.Value, c.Count.High, c.Source));
    }

    /// <summary>For a claim of the headline without a source, the same number in the text with its source and qualifier ("at least"), if any.</summary>
    private static Claim Attributed(Claim own, List<Claim> claims) => own is { Sentence: 0, Source: null }
        && claims.Find(c => c.Sentence > 0 && c.Source is not null && c.Count.Value == own.Count.Value && c.Count.High == own.Count.High) is { } fuller
            ? fuller : own;

    /// <summary>The highest of the title, else of the first sentence with a claim and the next; an exact number is preferred to an approximate one.</summary>
    private static Claim Own(List<Claim> claims)
    {
        var pool = claims.Where(c => c.Sentence == 0).ToList();
        if (pool.Count == 0)
        {
            var first = claims.Min(f => f.Sentence);
            pool = claims.Where(c => c.Sentence <= first + 1).ToList();
        }

        var own = pool.MaxBy(c => c.Count.Value)!;
        return own.Count.Qualifier == "about" && claims.Find(
            c => c.Count.Qualifier == "exactly" && Math.Abs(c.Count.Value - own.Count.Value) <= own.Count.Value * Near) is { } exact ? exact : own;
    }

    private static Figure FigureOf(Claim claim) => new(
        FigureTerms.Kinds[claim.Kind], (int)Math.Min(claim.Count.Value, int.MaxValue), claim.Count.Qualifier, (int?)claim.Count.High, claim.Source,
            claim.Quote)
    { OfFighters = claim.IsOfFighters, Instead = claim.Instead };
}

/// <param name="SpeaksOfDeath">Whether any sentence mentions deaths.</param>
/// <param name="HasText">Whether the body has more than one sentence.</param>
public sealed record FigureReading(IReadOnlyList<Figure> Figures, bool SpeaksOfDeath, bool HasText);
