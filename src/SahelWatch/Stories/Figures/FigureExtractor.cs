using SahelWatch.Domain;
using SahelWatch.Language;

namespace SahelWatch.Stories.Figures;

/// <summary>
/// Reads the figures of people that an article puts forward about its event. What it says of other events, of a part of a figure, of what a figure was
/// before, and of fighters where it counts others, is left out.
/// </summary>
public static class FigureExtractor
{
    private const int LeadSentences = 2; // in which an article says that it is about an incident
    private const double Near = 0.1; // "une quarantaine" and 39 are one figure

    private static readonly string[] Pointers = ["read also", "also read", "read more", "lire aussi", "a lire", "voir aussi", "اقرا ايضا"];

    /// <summary>The figures by kind, the article's own first within each.</summary>
    /// <param name="summary">As the feed gives it; ignored where there is a text.</param>
    /// <param name="language">en, fr or ar; any other is read as English.</param>
    public static IReadOnlyList<Figure> Extract(string title, string summary, string text, string language) => Read(title, summary, text, language).Figures;

    /// <summary>The figures, and whether the article speaks of deaths at all.</summary>
    public static FigureReading Read(string title, string summary, string text, string language)
    {
        var known = language is "fr" or "ar" ? language : "en";
        var sentences = Sentences.Of(text.Length > 0 ? text : summary).Where(s => !IsPointer(s.Text)).Prepend(new Sentence(title, 0)).ToList();
        var spoken = sentences.ConvertAll(s => ClaimReader.Speaks(s.Text, known));
        if (!spoken.Take(1 + LeadSentences).Any(s => s.Predicate || s.Incident))
            return new([], false);
        var claims = sentences.SelectMany((s, i) => ClaimReader.Read(s, i, known)).ToList();
        var figures = Enumerable.Range(0, FigureTerms.Kinds.Count).SelectMany(kind => OfKind(claims.Where(c => c.Kind == kind && !c.IsAside).ToList()));
        return new([.. figures.Select(FigureOf)], spoken.Exists(s => s.Death));
    }

    private static bool IsPointer(string sentence)
    {
        var folded = FoldedText.Fold(sentence);
        return Array.Exists(Pointers, p => folded.StartsWith(p, StringComparison.Ordinal));
    }

    /// <summary>The figure that the article puts forward, then the others that it sets beside it.</summary>
    private static IEnumerable<Claim> OfKind(IReadOnlyList<Claim> claims)
    {
        var counted = claims.Any(c => !c.IsOfFighters && c.Count.Value > 0) ? claims.Where(c => !c.IsOfFighters && c.Count.Value > 0).ToList() : claims.ToList();
        if (counted.Count == 0)
            return [];
        var own = Own(counted);
        return counted.Where(c => c != own).OrderBy(c => c.Sentence).Prepend(own).DistinctBy(c => (c.Count.Value, c.Count.High, c.Source));
    }

    /// <summary>The highest of the title; else the highest of those stated as totals; else the highest of the first sentences that give any.</summary>
    private static Claim Own(List<Claim> claims)
    {
        var pool = claims.Where(c => c.Sentence == 0).ToList();
        if (pool.Count == 0)
            pool = claims.Where(c => c.IsTotal).ToList();
        if (pool.Count == 0)
            pool = claims.Where(c => c.Sentence <= claims.Min(f => f.Sentence) + 1).ToList();
        var own = pool.MaxBy(c => c.Count.Value)!;
        return own.Count.Qualifier == "about" && claims.Find(c => c.Count.Qualifier == "exactly" && Math.Abs(c.Count.Value - own.Count.Value) <= own.Count.Value * Near) is { } exact ? exact : own;
    }

    private static Figure FigureOf(Claim claim) => new(
        FigureTerms.Kinds[claim.Kind], (int)Math.Min(claim.Count.Value, int.MaxValue), claim.Count.Qualifier, (int?)claim.Count.High, claim.Source, claim.Quote);
}

/// <param name="SpeaksOfDeath">Whether the article has any word of death: one that counts the injured and has none reports that nobody died.</param>
public sealed record FigureReading(IReadOnlyList<Figure> Figures, bool SpeaksOfDeath);
