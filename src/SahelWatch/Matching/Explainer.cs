using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>Marks the words of a text, read as a title, that a verdict is based on.</summary>
internal static class Explainer
{
    public static Explanation Explain(Reading reading, Match match)
    {
        var doubted = reading.Mentions.Select(m => m.Name.Sense).OfType<Sense>().Distinct().ToList();
        var names = reading.Mentions.Select(m => Mark(reading, m.Start, m.Length, SignOf(m), NoteOn(m)));
        var terms = from term in reading.Terms
                    where !reading.Mentions.Exists(m => m.Start < term.Start + term.Length && term.Start < m.Start + m.Length)
                    let evidence = EvidenceOf(term.Term, doubted)
                    where evidence.Note.Length > 0
                    select Mark(reading, term.Start, term.Length, evidence.Sign, evidence.Note);
        return new(match, [.. names.Concat(terms).OrderBy(m => m.Start)]);
    }

    private static Marking Mark(Reading reading, int start, int length, Sign sign, string note)
    {
        var at = reading[ArticleField.Title].Folded.Locate(start, length);
        return new(at.Start, at.Length, sign, note);
    }

    /// <summary>The note is empty if the term is evidence of nothing that is in doubt.</summary>
    private static (Sign Sign, string Note) EvidenceOf(Term term, List<Sense> doubted) =>
        doubted.Find(s => term.WeightAgainst(s) > 0) is { } sense
            ? (Sign.Against, $"evidence for {sense.Meaning} ({Number(-term.WeightAgainst(sense))})")
        : doubted.Count > 0 && term.Context > 0 ? (Sign.Context, $"evidence for the region ({Number(term.Context)})")
        : (Sign.Context, term.Is(Roles.Boilerplate) ? "what follows on the line counts a tenth" : "");

    private static Sign SignOf(Mention mention) =>
        mention.Name.IsDecoy || mention.Certainty <= 0 ? Sign.Against : mention.Name.IsWatched ? Sign.For : Sign.Context;

    private static string NoteOn(Mention mention)
    {
        var name = mention.Name;
        if (name.IsDecoy)
            return name.Entry is null ? "means something else" : $"is not {name.Entry.Id}";
        if (!name.IsWatched)
            return $"{name.Entry!.Id}, not watched";
        var doubt = name.Sense is null ? "" : $"; could be {name.Sense.Meaning}, evidence {Number(mention.Certainty)}";
        return mention.Certainty <= 0 ? $"not {name.Entry!.Id}{doubt}"
            : $"{name.Entry!.Id}{(mention.Weight > 0 ? $" ({Number(mention.Weight)})" : ", already counted")}{(mention.IsQuiet ? ", in a line of links" : "")}{doubt}";
    }

    private static string Number(double value) => value.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture);
}
