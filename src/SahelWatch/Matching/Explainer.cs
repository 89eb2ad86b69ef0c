using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>Marks the words of an article that a verdict is based on.</summary>
internal static class Explainer
{
    public static Explanation Explain(Reading reading, Match match)
    {
        var markings = new List<Marking>();
        var doubted = reading.Mentions.Select(m => m.Name.Sense).OfType<Sense>().Distinct().ToList();
        foreach (var mention in reading.Mentions)
            markings.Add(Mark(reading, mention.Field, mention.Start, mention.Length, SignOf(mention), NoteOn(mention)));
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading[field].Terms.Where(
                t => !reading.Mentions.Exists(m => m.Field == field && m.Start < t.Start + t.Length && t.Start < m.Start + m.Length)))
            {
                if (doubted.Find(s => term.Value.WeightAgainst(s) > 0) is { } sense)
                    markings.Add(Mark(
                        reading, field, term.Start, term.Length, Sign.Against, $"evidence for {sense.Meaning} ({Number(-term.Value.WeightAgainst(sense))})"));
                else if (doubted.Count > 0 && term.Value.Context > 0)
                    markings.Add(Mark(reading, field, term.Start, term.Length, Sign.Context, $"evidence for the region ({Number(term.Value.Context)})"));
                else if (term.Value.IsBoilerplate)
                    markings.Add(Mark(reading, field, term.Start, term.Length, Sign.Context, "what follows on the line counts a tenth"));
            }
        }

        return new(match, [.. markings.OrderBy(m => m.Field == "title" ? 0 : m.Field == "summary" ? 1 : 2).ThenBy(m => m.Start)]);
    }

    private static Marking Mark(Reading reading, ArticleField field, int start, int length, Sign sign, string note)
    {
        var at = reading[field].Folded.Locate(start, length);
        return new(FieldNames.Of(field), at.Start, at.Length, sign, note);
    }

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
