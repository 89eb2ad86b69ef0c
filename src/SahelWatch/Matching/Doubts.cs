using SahelWatch.Domain;

namespace SahelWatch.Matching;

/// <summary>The evidence against: names that were found to mean something else, with the sum that decided it, and the words that spoke against them.</summary>
internal static class Doubts
{
    public static void Add(Reading reading)
    {
        for (var i = 0; i < reading.Mentions.Count; i++)
        {
            var mention = reading.Mentions[i];
            if (mention.Certainty > 0 || !mention.Name.IsWatched || IsKnown(reading.Why, reading, mention.Field, mention.Start, mention.Length))
                continue;
            reading.Why.Add(new(reading.Written(mention.Field, mention.Start, mention.Length), FieldNames.Of(mention.Field), null, Math.Round(mention.Certainty, 2)));
            AddWords(reading, mention.Name.Sense!);
        }
    }

    private static void AddWords(Reading reading, Sense sense)
    {
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading.Terms(field))
            {
                var against = SenseJudge.WeightAgainst(term.Value, sense);
                if (against > 0 && !IsKnown(reading.Why, reading, field, term.Start, term.Length))
                    reading.Why.Add(new(reading.Written(field, term.Start, term.Length), FieldNames.Of(field), null, -against));
            }
        }
    }

    /// <summary>The same word in the same field is told once.</summary>
    private static bool IsKnown(List<Evidence> why, Reading reading, ArticleField field, int start, int length)
    {
        var at = reading[field].Locate(start, length);
        var written = reading[field].Original.AsSpan(at.Start, at.Length);
        foreach (var evidence in why)
        {
            if (evidence.Place is null && evidence.Field == FieldNames.Of(field) && written.SequenceEqual(evidence.Term))
                return true;
        }

        return false;
    }
}
