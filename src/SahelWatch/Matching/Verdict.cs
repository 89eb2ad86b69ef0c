using SahelWatch.Articles;

namespace SahelWatch.Matching;

/// <summary>Sums the evidence of a reading whose doubtful names are decided.</summary>
internal static class Verdict
{
    /// <summary>A line of related links or tags says little about the article.</summary>
    private const double Quiet = 0.1;

    /// <summary>"Malian" says a little less than "Mali".</summary>
    private const double PeopleForm = 0.8;

    /// <summary>More mentions of an entry than this in the body add nothing.</summary>
    private const int MostBodyMentions = 3;

    /// <summary>A watched name in a list of at least so many other countries is one of many.</summary>
    private const int ListLength = 3;
    private const double InList = 0.3;

    /// <summary>A country is what an article is about where it has this share of the strongest country's evidence, and this much in itself.</summary>
    private const double AboutShare = 0.35, AboutLeast = 1;

    private const double ThemeShare = 0.34, ThemeLeast = 2;
    private const int MostThemes = 3;

    public static Match Of(Watchlist watchlist, Reading reading)
    {
        Span<double> countries = stackalloc double[watchlist.Countries.Count];
        countries.Clear();
        var why = new List<Evidence>();
        var score = 0.0;
        Span<double> zones = stackalloc double[3];
        for (var zone = Zone.Title; zone <= Zone.Body; zone++)
            zones[(int)zone] = watchlist.Lexicon.Zones.Of(zone) * ListFactor(reading, zone);
        for (var i = 0; i < reading.Mentions.Count; i++)
        {
            var mention = reading.Mentions[i];
            if (!mention.Counts || !mention.Name.IsWatched)
                continue;
            var weight = Repeats(reading, i) is var repeats && repeats >= (mention.Zone == Zone.Body ? MostBodyMentions : 1) ? 0
                : zones[(int)mention.Zone] * mention.Name.Weight * (mention.Name.Name.IsPeople ? PeopleForm : 1) * (mention.IsQuiet ? Quiet : 1);
            if (weight == 0)
                continue;
            score += weight;
            Add(countries, mention.Name.Countries, weight);
            why.Add(new(reading.Written(mention.Field, mention.Start, mention.Length), FieldNames.Of(mention.Field), mention.Name.Entry!.Id, Math.Round(weight, 2)));
        }

        AddDoubts(reading, why);
        var relevant = score >= watchlist.Threshold;
        return new Match
        {
            Relevant = relevant,
            Score = Math.Round(score, 2),
            Countries = relevant ? About(watchlist, countries) : [],
            Themes = relevant ? ThemesOf(watchlist, reading) : [],
            Why = why,
            Entities = Entities(reading),
        };
    }

    /// <summary>Names that were found to mean something else, with the sum that decided it, and the words that spoke against them.</summary>
    private static void AddDoubts(Reading reading, List<Evidence> why)
    {
        for (var i = 0; i < reading.Mentions.Count; i++)
        {
            var mention = reading.Mentions[i];
            if (mention.Certainty >= 0 || !mention.Name.IsWatched || Repeats(reading, i) > 0)
                continue;
            why.Add(new(reading.Written(mention.Field, mention.Start, mention.Length), FieldNames.Of(mention.Field), null, Math.Round(mention.Certainty, 2)));
            for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
            {
                foreach (var term in reading.Terms(field))
                {
                    var against = SenseJudge.WeightAgainst(term.Value, mention.Name.Sense!);
                    var written = against > 0 ? reading.Written(field, term.Start, term.Length) : "";
                    if (against > 0 && !why.Exists(e => e.Term == written))
                        why.Add(new(written, FieldNames.Of(field), null, -against));
                }
            }
        }
    }

    private static double ListFactor(Reading reading, Zone zone)
    {
        int watched = 0, others = 0;
        foreach (var mention in reading.Mentions)
        {
            if (mention.Zone == zone && mention.Name.IsWatched && mention.Counts)
                watched++;
            else if (mention.Zone == zone && mention.Name.Entry?.Kind == Gazetteer.EntryKind.Country && !mention.Name.IsWatched && !mention.Name.IsDecoy)
                others++;
        }

        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading.Terms(field))
                others += term.Value.IsElsewhere && reading.ZoneOf(field, term.Start) == zone ? 1 : 0;
        }

        return others >= ListLength && watched * 2 < others ? InList : 1;
    }

    /// <summary>How many mentions of the same entry in the same zone come before.</summary>
    private static int Repeats(Reading reading, int mention)
    {
        var count = 0;
        for (var i = 0; i < mention; i++)
        {
            if (reading.Mentions[i].Name.Entry == reading.Mentions[mention].Name.Entry && reading.Mentions[i].Zone == reading.Mentions[mention].Zone && !reading.Mentions[i].IsQuiet)
                count++;
        }

        return count;
    }

    private static void Add(Span<double> countries, int bits, double weight)
    {
        for (var i = 0; i < countries.Length; i++)
            countries[i] += (bits >> i & 1) * weight;
    }

    private static List<string> About(Watchlist watchlist, ReadOnlySpan<double> evidence)
    {
        var weights = evidence.ToArray();
        var least = Math.Max(weights.Max() * AboutShare, AboutLeast);
        return [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] >= least).OrderByDescending(i => weights[i]).Select(i => watchlist.Countries[i])];
    }

    private static List<string> ThemesOf(Watchlist watchlist, Reading reading)
    {
        var weights = new double[watchlist.Themes.Count];
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            foreach (var term in reading.Terms(field))
            {
                if (term.Value.Themes != 0 && !reading.IsQuiet(field, term.Start))
                    Add(weights, term.Value.Themes, watchlist.Lexicon.Zones.Of(reading.ZoneOf(field, term.Start)));
            }
        }

        var least = Math.Max(weights.DefaultIfEmpty().Max() * ThemeShare, ThemeLeast);
        return [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] >= least).OrderByDescending(i => weights[i]).Take(MostThemes).Select(i => watchlist.Themes[i])];
    }

    private static List<string> Entities(Reading reading) =>
        [.. reading.Mentions.Where(m => m.Counts && !m.IsQuiet).GroupBy(m => m.Name.Entry!.Id, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.Key)];
}

internal static class FieldNames
{
    public static string Of(ArticleField field) => field switch { ArticleField.Title => "title", ArticleField.Summary => "summary", _ => "text" };
}
