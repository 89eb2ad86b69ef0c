using System.Numerics;

namespace SahelWatch.Matching;

/// <summary>
/// Decides what the doubtful names of an article mean. A name has one sense in an article (Gale, Church and Yarowsky, "One sense per discourse", 1992),
/// so the evidence of the whole article is summed: how likely the sense is in itself, what stands around the name, the names beyond doubt beside it,
/// the vocabulary for and against.
/// </summary>
internal static class SenseJudge
{
    private const double SameCountry = 3, OtherWatched = 2, DoubtfulCompany = 1, Neighbourhood = 0.75, Decoy = -1, Elsewhere = 1;
    private const double MostDoubtfulCompany = 2, MostNeighbourhood = 1.5, MostContext = 2, MostAgainst = -6, MostDecoys = -2;

    /// <summary>In a language that is none of ours, a name is more often a word of that language.</summary>
    private const double ForeignLanguage = -1;

    /// <summary>A doubtful adjective (المالية: Malian, financial) stands in any text of its language: only its own country speaks for it in full.</summary>
    private const double Adjective = -1, AdjectiveShare = 0.3;

    public static void Judge(Reading reading)
    {
        var mentions = reading.Mentions;
        for (var i = 0; i < mentions.Count; i++)
        {
            if (mentions[i].Name.Sense is { } sense)
                mentions[i] = mentions[i] with { Certainty = Decided(mentions, i) ?? Certainty(reading, mentions[i].Name, sense) };
        }
    }

    /// <summary>What was found for the same name where it stood before.</summary>
    private static double? Decided(List<Mention> mentions, int mention)
    {
        for (var i = 0; i < mention; i++)
        {
            if (ReferenceEquals(mentions[i].Name, mentions[mention].Name))
                return mentions[i].Certainty;
        }

        return null;
    }

    private static double Certainty(Reading reading, WatchedName name, Sense sense) => sense.Prior
        + (reading.Language is "en" or "fr" or "ar" ? 0 : ForeignLanguage) + (name.Name.IsPeople ? Adjective : 0)
        + Local(reading, name) + Company(reading, name, sense) + Vocabulary(reading, name, sense);

    /// <summary>The best of what stands around the name, with the worst.</summary>
    private static double Local(Reading reading, WatchedName name)
    {
        double place = 0, other = 0;
        foreach (var mention in reading.Mentions)
        {
            if (mention.Name.Entry != name.Entry || mention.Name.Sense is null)
                continue;
            place = Math.Max(place, mention.Place);
            other = Math.Min(other, mention.Other);
        }

        return place + other;
    }

    /// <summary>The other names of the article.</summary>
    private static double Company(Reading reading, WatchedName name, Sense sense)
    {
        double firm = 0, doubtful = 0, neighbours = 0, decoys = 0;
        for (var i = 0; i < reading.Mentions.Count; i++)
        {
            var mention = reading.Mentions[i];
            var other = mention.Name;
            if (mention.IsQuiet || !IsFirst(reading, i))
                continue;
            if (other.IsDecoy)
                decoys += other.Entry == name.Entry ? Decoy : 0;
            else if (other.Sense is null && other.IsWatched)
                firm = Math.Max(firm, other.Entry == name.Entry || (other.Countries & name.Countries) != 0 ? SameCountry : OtherWatched);
            else if (other.Sense is not null && other.IsWatched && other.Entry != name.Entry && BitOperations.PopCount((uint)other.Countries) == 1 && other.Sense != sense)
                doubtful += mention.Other < 0 ? 0 : DoubtfulCompany;
            else if (other.Sense is null && !IsAgainst(reading, mention, sense))
                neighbours += Neighbourhood;
        }

        var share = name.Name.IsPeople ? AdjectiveShare : 1;
        return (firm == SameCountry ? firm : firm * share)
            + share * (Math.Min(doubtful, MostDoubtfulCompany) + Math.Min(neighbours, MostNeighbourhood)) + Math.Max(decoys, MostDecoys);
    }

    /// <summary>Words for the region and words against this sense, each counted once.</summary>
    private static double Vocabulary(Reading reading, WatchedName name, Sense sense)
    {
        double context = 0, against = 0;
        foreach (var term in reading.Testimony)
        {
            var weight = WeightAgainst(term, sense);
            var isOfElsewhere = term.IsElsewhere && name.Entry!.IsPoint; // Gaya beside India, Abala beside Ethiopia
            against -= weight + (isOfElsewhere ? Elsewhere : 0);
            context += weight > 0 || isOfElsewhere ? 0 : term.Context;
        }

        return Math.Min(context, MostContext) * (name.Name.IsPeople ? 0.5 : 1) + Math.Max(against, MostAgainst);
    }

    public static double WeightAgainst(Term term, Sense sense)
    {
        for (var i = 0; i < term.Against.Count; i++)
        {
            if (term.Against[i].Sense == sense)
                return term.Against[i].Weight;
        }

        return 0;
    }

    private static bool IsAgainst(Reading reading, Mention mention, Sense sense)
    {
        foreach (var term in reading.Terms(mention.Field))
        {
            if (term.Start <= mention.Start && mention.Start < term.Start + term.Length && WeightAgainst(term.Value, sense) > 0)
                return true;
        }

        return false;
    }

    private static bool IsFirst(Reading reading, int mention)
    {
        for (var i = 0; i < mention; i++)
        {
            if (ReferenceEquals(reading.Mentions[i].Name, reading.Mentions[mention].Name))
                return false;
        }

        return true;
    }
}
