using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>Records the evidence against: names found to mean something else, each with the sum that decided it, and the words in that sum.</summary>
internal static class Doubts
{
    public static void Add(Reading reading)
    {
        HashSet<(ArticleField, object)>? told = null;
        List<Sense>? senses = null;
        foreach (var mention in reading.Mentions)
        {
            if (mention.Certainty > 0 || !mention.Name.IsWatched || !(told ??= []).Add((mention.Field, mention.Name)))
                continue;
            reading.Why.Add(
                new(reading[mention.Field].Written(mention.Start, mention.Length), FieldNames.Of(mention.Field), null, Math.Round(mention.Certainty, 2)));
            if (!(senses ??= []).Contains(mention.Name.Sense!))
                senses.Add(mention.Name.Sense!);
        }

        if (senses is not null)
            AddWords(reading, senses, told!);
    }

    private static void AddWords(Reading reading, List<Sense> senses, HashSet<(ArticleField, object)> told)
    {
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading[field].Terms)
            {
                var against = term.Value.Against.Count == 0 ? 0 : senses.Max(term.Value.WeightAgainst);
                if (against > 0 && told.Add((field, term.Value)))
                    reading.Why.Add(new(reading[field].Written(term.Start, term.Length), FieldNames.Of(field), null, -against));
            }
        }
    }
}
