using System.Runtime.InteropServices;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Senses;
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
        var score = Weigh(watchlist, reading);
        Doubts.Add(reading);
        var relevant = score >= watchlist.Threshold;
        return new Match
        {
            Relevant = relevant,
            Score = Math.Round(score, 2),
            Countries = relevant ? Subjects.Countries(watchlist, reading) : [],
            Themes = relevant ? Matching.Themes.Of(watchlist, reading) : [],
            Why = reading.Why.Count == 0 ? [] : reading.Why.ToArray(),
            Entities = Subjects.Entities(reading),
        };
    }

    /// <summary>Assigns weights to the mentions and records them as evidence; the sum is the score.</summary>
    private static double Weigh(Watchlist watchlist, Reading reading)
    {
        Span<double> zones = stackalloc double[3];
        for (var zone = Zone.Title; zone <= Zone.Body; zone++)
            zones[(int)zone] = watchlist.Lexicon.Zones.Of(zone) * ListFactor(reading, zone);
        var twinned = IsTwinning(reading) ? Abroad : 1;
        var abroad = IsOfPeopleAbroad(reading) ? Abroad : 1;
        var score = 0.0;
        var counted = new Dictionary<(GazetteerEntry, Zone), int>();
        for (var i = 0; i < reading.Mentions.Count; i++)
        {
            var mention = reading.Mentions[i];
            if (!mention.Counts || !mention.Name.IsWatched)
                continue;
            ref var before = ref CollectionsMarshal.GetValueRefOrAddDefault(counted, (mention.Name.Entry!, mention.Zone), out _);
            if (before >= (mention.Zone == Zone.Body ? MostBodyMentions : 1))
                continue;
            before += mention.IsQuiet ? 0 : 1;
            var isPeople = mention.Name.Name.IsPeople;
            var weight = zones[(int)mention.Zone] * mention.Name.Weight * twinned * (isPeople || mention.IsOrigin ? abroad : 1)
                * (isPeople ? PeopleForm : 1) * (mention.IsListed ? InList : 1) * (mention.IsQuiet ? Quiet : 1);
            reading.Mentions[i] = mention with { Weight = weight };
            reading.Why.Add(new(
                reading[mention.Field].Written(mention.Start, mention.Length), FieldNames.Of(mention.Field), mention.Name.Entry!.Id, Math.Round(weight, 2)));
            score += weight;
        }

        return score;
    }

    /// <summary>Whether title and lead mention the region only by its adjective, its people or as somebody's origin, and more words refer to life abroad
    /// than at home.</summary>
    private static bool IsOfPeopleAbroad(Reading reading)
    {
        var isOrigin = false;
        foreach (var mention in reading.Mentions)
        {
            if (!mention.Counts || !mention.Name.IsWatched || mention.Name.Name.IsPeople || mention.Name.Weight < 0.5 || mention.Zone == Zone.Body)
                continue;
            if (!mention.IsOrigin)
                return false;
            isOrigin = true;
        }

        var abroad = isOrigin ? -1 : 0; // goods and refugees come from a country too, so one word is not enough
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading[field].Terms)
                abroad += (term.Value.IsAbroad || (isOrigin && term.Value.IsKin) ? 1 : 0) - (term.Value.IsHome ? 1 : 0);
        }

        return abroad > 0;
    }

    private static bool IsTwinning(Reading reading) =>
        reading[ArticleField.Title].Terms.Exists(t => t.Value.IsTwinning) || reading[ArticleField.Summary].Terms.Exists(t => t.Value.IsTwinning);

    private static double ListFactor(Reading reading, Zone zone)
    {
        int watched = 0, others = 0;
        foreach (var mention in reading.Mentions)
        {
            if (mention.Zone != zone || mention.Name.IsDecoy)
                continue;
            if (mention.Name.IsWatched)
                watched += mention.Counts ? 1 : 0;
            else
                others += mention.Name.Entry?.Kind == EntryKind.Country ? 1 : 0;
        }

        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading[field].Terms)
                others += term.Value.IsElsewhere && reading.ZoneOf(field, term.Start) == zone ? 1 : 0;
        }

        return others >= ListLength && watched * (zone == Zone.Body ? 1 : 2) < others ? InList : 1;
    }
}

internal static class FieldNames
{
    public static string Of(ArticleField field) => field switch { ArticleField.Title => "title", ArticleField.Summary => "summary", _ => "text" };
}
