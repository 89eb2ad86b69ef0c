using System.Numerics;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>
/// Disambiguates names. A name has one sense in an article (Gale, Church and Yarowsky, "One sense per discourse", 1992), so the evidence of the whole article
/// is summed: the prior of the sense, the words around the name, the other names in the article, the vocabulary for and against.
/// </summary>
internal sealed class SenseJudge
{
    private const double SameCountry = 3, OtherWatched = 2, OtherCountry = -4, DoubtfulCompany = 1, Neighbourhood = 0.75, Elsewhere = 1;
    private const double MostDoubtfulCompany = 2, MostNeighbourhood = 1.5, LeastNeighbourhood = -1.5, MostContext = 2, MostAgainst = -6;

    /// <summary>A name with a prior at or below this is an ordinary word unless there is strong evidence.</summary>
    private const double MostlyWord = -3;

    /// <summary>In an unsupported language, a name is more likely to be a word of that language.</summary>
    private const double ForeignLanguage = -1;

    /// <summary>An ambiguous adjective (المالية: Malian, financial) is common in any text of its language.</summary>
    private const double Adjective = -1;

    /// <summary>A headline with words of hard news is more likely about a state or a town than about a person of that name.</summary>
    private const double HardNews = 0.5, MostHardNews = 1;

    /// <summary>In the Chadian press, Pala is the town in Chad.</summary>
    private const double HomePress = 1.5;

    private readonly Reading _reading;
    private readonly int _outletCountries;
    private readonly double _hardNews;
    private readonly List<Mention> _mentions;

    /// <summary>The first mention of each name.</summary>
    private readonly List<Mention> _company;

    /// <summary>The terms that help to disambiguate names, each once.</summary>
    private readonly List<Term> _testimony;

    private SenseJudge(Reading reading, int hardThemes, int outletCountries)
    {
        (_reading, _outletCountries) = (reading, outletCountries);
        _mentions = reading.Mentions.FindAll(m => !m.IsNamesake);
        _company = [.. _mentions.DistinctBy(m => m.Name).Where(m => !m.IsQuiet)];
        _testimony = [.. reading.Terms.Select(t => t.Term).Where(t => t.Context != 0 || t.Against.Length > 0 || t.Is(Roles.Elsewhere)).Distinct()];
        _hardNews = Math.Min(HardNews * reading.Terms.Count(t => t.Zone == Zone.Title && (t.Term.Themes & hardThemes) != 0), MostHardNews);
    }

    /// <summary>Decides how certain each mention is.</summary>
    /// <param name="hardThemes">Bits of the themes that are evidence for places.</param>
    /// <param name="home">Bits of the countries that the article's outlet covers.</param>
    public static void Judge(Reading reading, int hardThemes, int home)
    {
        var judge = new SenseJudge(reading, hardThemes, home);
        foreach (var mentions in reading.Mentions.GroupBy(m => m.Name))
        {
            var certainty = mentions.Key.Sense is { } sense ? judge.Certainty(mentions.Key, sense) : 1;
            foreach (var mention in mentions)
                mention.Certainty = certainty;
        }
    }

    private double Certainty(WatchedName name, Sense sense)
    {
        var doubted = _mentions.FindAll(m => m.Name.Sense is not null && m.Name.Entry == name.Entry);
        var (place, other) = (doubted.Select(m => m.Place).DefaultIfEmpty().Max(), doubted.Select(m => m.Other).DefaultIfEmpty().Min());
        var (context, against) = Vocabulary(name, sense);
        var isPlain = other == 0 && against == 0 && !name.Name.IsPeople && !sense.IsAdjective && (name.Entry!.IsPlace || name.Entry.Kind == EntryKind.Person);
        return sense.Prior + (_reading.Language is "en" or "fr" or "ar" ? 0 : ForeignLanguage) + (name.Name.IsPeople ? Adjective : 0)
            + place + other + Company(name, sense) + context + against + (isPlain && doubted.Exists(m => m.Zone == Zone.Title) ? _hardNews : 0)
            + (!name.Name.IsPeople && (name.Countries & _outletCountries) != 0 ? HomePress : 0);
    }

    /// <summary>The evidence of the other names in the article.</summary>
    private double Company(WatchedName name, Sense sense)
    {
        double firm = 0, doubtful = 0, neighbours = 0;
        var isCompatriotNamed = false;
        foreach (var mention in _company)
        {
            var other = mention.Name;
            if (other.IsDecoy)
                continue;
            if (other.Sense is null && other.IsWatched)
                firm = Math.Max(firm, other.Entry == name.Entry || (other.Countries & name.Countries) != 0 ? SameCountry : OtherWatched);
            else if (IsDoubtfulCompany(other, name, sense))
            {
                doubtful += mention.Other < 0 ? 0 : DoubtfulCompany;
                isCompatriotNamed |= (other.Countries & name.Countries) != 0;
            }
            else if (other.Sense is null && !IsAgainst(mention, sense))
                neighbours += sense.IsPlaceElsewhere && other.Entry?.IsPlace == true ? LeastNeighbourhood : Neighbourhood;
        }

        if (firm == OtherWatched && sense.NeedsItsCountry)
            firm = isCompatriotNamed ? 0 : OtherCountry; // most likely a village of the same name across the border
        return firm + Math.Min(doubtful, MostDoubtfulCompany) + Math.Clamp(neighbours, LeastNeighbourhood, MostNeighbourhood);
    }

    /// <summary>
    /// Another ambiguous name supports this one if it belongs to only one country and is not most likely an ordinary word: "Léo et Kaya" are two children.
    /// </summary>
    private static bool IsDoubtfulCompany(WatchedName other, WatchedName name, Sense sense) =>
        other.Sense is not null && other.IsWatched && other.Entry != name.Entry
        && BitOperations.PopCount((uint)other.Countries) == 1 && other.Sense != sense && other.Sense.Prior > MostlyWord;

    /// <summary>The evidence of words for the region and of words for the other meaning, each counted once.</summary>
    private (double Context, double Against) Vocabulary(WatchedName name, Sense sense)
    {
        double context = 0, against = 0;
        foreach (var term in _testimony)
        {
            var weight = term.WeightAgainst(sense);
            var isOfElsewhere = term.Is(Roles.Elsewhere) && name.Entry!.IsPoint; // Gaya in an article about India, Abala in one about Ethiopia
            against -= weight + (isOfElsewhere ? Elsewhere : 0);
            context += weight > 0 || isOfElsewhere ? 0 : term.Context;
        }

        return (Math.Min(context, MostContext) * (name.Name.IsPeople ? 0.5 : 1), Math.Max(against, MostAgainst));
    }

    /// <summary>Whether the mention is also a word that is evidence for the other meaning.</summary>
    private bool IsAgainst(Mention mention, Sense sense) =>
        _reading[mention.Field].Terms.At(mention.Start) is { } term && term.Value.WeightAgainst(sense) > 0;
}
