using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>Sums the evidence of a reading after its names have been disambiguated.</summary>
internal static class Verdict
{
    /// <summary>Lines of related links or tags say little about the article.</summary>
    private const double Quiet = 0.1;

    /// <summary>"Malian" counts a little less than "Mali".</summary>
    private const double PeopleForm = 0.8;

    /// <summary>People of the region elsewhere: a transfer between European clubs, a neighbour of Malian origin.</summary>
    private const double Abroad = 0.3;

    /// <summary>More mentions of an entry than this in the body add nothing.</summary>
    private const int MostBodyMentions = 3;

    /// <summary>Among at least this many other countries, a watched name is one of many.</summary>
    private const int ListLength = 3;
    private const double InList = 0.3;

    public static Match Of(Watchlist watchlist, Reading reading)
    {
        Weigh(watchlist, reading);
        var score = reading.Mentions.Sum(m => m.Weight);
        var relevant = score >= watchlist.Threshold;
        return new Match
        {
            Relevant = relevant,
            Score = Math.Round(score, 2),
            Countries = relevant ? Subjects.Countries(watchlist, reading) : [],
            Themes = relevant ? Matching.Themes.Of(watchlist, reading) : [],
            Why = [.. EvidenceFor(reading), .. EvidenceAgainst(reading)],
            Entities = Subjects.Entities(reading),
        };
    }

    /// <summary>Assigns weights to the mentions; the sum is the score.</summary>
    private static void Weigh(Watchlist watchlist, Reading reading)
    {
        var zones = Enum.GetValues<Zone>().ToDictionary(zone => zone, zone => watchlist.Zones.Of(zone) * ListFactor(reading, zone));
        var twinned = reading.Terms.Exists(t => t.Field != ArticleField.Text && t.Term.Is(Roles.Twinning)) ? Abroad : 1;
        var abroad = IsOfPeopleAbroad(reading) ? Abroad : 1;
        var counted = new Dictionary<(string, Zone), int>();
        foreach (var mention in reading.Mentions.Where(m => m.Counts && m.Name.IsWatched))
        {
            var key = (mention.Name.Entry!.Id, mention.Zone);
            var before = counted.GetValueOrDefault(key);
            if (before >= (mention.Zone == Zone.Body ? MostBodyMentions : 1))
                continue;
            counted[key] = before + (mention.IsQuiet ? 0 : 1);
            var isPeople = mention.Name.Name.IsPeople;
            mention.Weight = zones[mention.Zone] * mention.Name.Weight * twinned * (isPeople || mention.IsOrigin ? abroad : 1)
                * (isPeople ? PeopleForm : 1) * (mention.IsListed ? InList : 1) * (mention.IsQuiet ? Quiet : 1);
        }
    }

    private static IEnumerable<Evidence> EvidenceFor(Reading reading) =>
        reading.Mentions.Where(m => m.Weight > 0).Select(m => reading.EvidenceAt(m.Field, m.Start, m.Length, m.Name.Entry!.Id, m.Weight));

    /// <summary>Names found to mean something else, each with the sum that decided it, and the words in that sum.</summary>
    private static IEnumerable<Evidence> EvidenceAgainst(Reading reading)
    {
        var doubted = reading.Mentions.Where(m => m.Certainty <= 0 && m.Name.IsWatched).DistinctBy(m => (m.Field, m.Name)).ToList();
        if (doubted.Count == 0)
            return []; // most articles, and the terms of a long one are many
        var senses = doubted.Select(m => m.Name.Sense!).Distinct().ToList();
        return doubted.Select(m => reading.EvidenceAt(m.Field, m.Start, m.Length, null, m.Certainty))
            .Concat(from term in reading.Terms.DistinctBy(t => (t.Field, t.Term))
                    let against = senses.Select(term.Term.WeightAgainst).DefaultIfEmpty().Max()
                    where against > 0
                    select reading.EvidenceAt(term.Field, term.Start, term.Length, null, -against));
    }

    /// <summary>Whether title and lead mention the region only by its adjective, its people or as somebody's origin, and more words refer to life abroad
    /// than at home.</summary>
    private static bool IsOfPeopleAbroad(Reading reading)
    {
        var named = reading.Mentions.FindAll(
            m => m.Counts && m.Name.IsWatched && !m.Name.Name.IsPeople && m.Name.Weight >= 0.5 && m.Zone != Zone.Body);
        if (named.Exists(m => !m.IsOrigin))
            return false;
        var isOrigin = named.Count > 0; // goods and refugees come from a country too, so one word is not enough
        return reading.Terms.Sum(t => (t.Term.Is(isOrigin ? Roles.Abroad | Roles.Kin : Roles.Abroad) ? 1 : 0) - (t.Term.Is(Roles.Home) ? 1 : 0))
            > (isOrigin ? 1 : 0);
    }

    private static double ListFactor(Reading reading, Zone zone)
    {
        var mentions = reading.Mentions.FindAll(m => m.Zone == zone && !m.Name.IsDecoy);
        var watched = mentions.Count(m => m.Name.IsWatched && m.Counts);
        var others = mentions.Count(m => !m.Name.IsWatched && m.Name.Entry?.Kind == EntryKind.Country)
            + reading.Terms.Count(t => t.Zone == zone && t.Term.Is(Roles.Elsewhere));
        return others >= ListLength && watched * (zone == Zone.Body ? 1 : 2) < others ? InList : 1;
    }
}
