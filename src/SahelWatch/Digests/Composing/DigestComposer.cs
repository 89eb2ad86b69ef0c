using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Digests.Composing;

/// <summary>Composes a digest: what is news to its readers, most important first, and only from what the reports say.</summary>
public sealed class DigestComposer(EntrySet entries, SeverityTable severities)
{
    private const int Leads = 5;

    /// <summary>Reports that a story links to; the mail shows the first few.</summary>
    private const int MostSources = 12;

    /// <summary>Stories that only a single outlet reports.</summary>
    private const int MostOfOneOutlet = 8;

    internal static readonly string[] Watched = ["ML", "NE", "BF", "TD", "MR"];

    /// <param name="failed">Told of each story that could not be read, which is left out; null throws instead.</param>
    public Digest Compose(DigestInput input, Action<Story, Exception>? failed = null)
    {
        var edition = input.Edition;
        var previous = new PreviousDigests(input.Previous);
        var names = new PlaceNames(entries, edition.Language);
        var covered = input.Stories.Where(s => s.MergedInto is null && s.Reports.Count > 0 && Covers(edition, s)).ToList();
        var roundups = covered.SelectMany(s => s.Reports).Where(r => r.About.Count > 0).ToList();
        var told = new Dictionary<StoryId, (Story story, DigestStory digestStory)>();
        foreach (var story in covered.ToList())
        {
            try
            {
                if (Tell(story, previous.Of(story), names, roundups, input) is { } digestStory)
                    told.Add(story.Id, (story, digestStory));
            }
            catch (Exception e) when (failed is not null)
            {
                covered.Remove(story);
                failed(story, e);
            }
        }

        var stories = LimitSingleOutlets([.. told.Values.Select(t => t.digestStory)
            .OrderByDescending(StoryRank.LevelOf).ThenByDescending(StoryRank.PointsOf).ThenByDescending(s => s.FirstReported)
                .ThenBy(s => s.Id.Value, StringComparer.Ordinal)]);
        var coverage = FeedCoverage.Of(input.Feeds, input.Window);
        var digest = new Digest
        {
            Edition = edition.Id,
            Key = input.Due.Key,
            Title = edition.Title,
            Language = edition.Language,
            TimeZone = edition.TimeZone.Id,
            Date = input.Due.Date,
            DueAt = input.Due.DueAt,
            Late = input.Due.Late,
            Window = input.Window,
            Stories = stories,
            Leads = stories.Take(Leads).TakeWhile(IsLead).Count(),
            MaxStories = edition.MaxStories,
            Countries = [.. Sections(edition).Select(names.Country)],
            CorrectedHeadlines = [.. Corrections.Headlines(covered, previous)],
            CorrectedFigures = [.. Corrections.Figures(covered, previous)],
            Activity = [.. Sections(edition).Select(c =>
                ActivityOf(names.Country(c), stories.Where(s => PlaceNames.CountriesOf(told[s.Id].story).Contains(c)), input))],
            Feeds = FeedCoverage.Clean(input.Feeds),
            Coverage = coverage,
            Page = input.Page,
            Send = true,
        };
        var quiet = digest.IsQuiet && coverage != Coverage.None;
        return digest with { Send = !quiet || edition.QuietDay == QuietDay.Send };
    }

    private static bool Covers(Edition edition, Story story) =>
        (edition.Countries.Count == 0 || story.Countries.Any(edition.Countries.Contains))
        && (edition.Themes.Count == 0 || story.Themes.Any(edition.Themes.Contains))
        && (edition.Languages.Count == 0 || story.Reports.Any(r => edition.Languages.Contains(r.Language)))
        && (edition.Sport || edition.Themes.Contains("sport") || story.Themes is not ["sport", ..]);

    /// <summary>The story as the digest shows it; null if there is nothing new.</summary>
    private DigestStory? Tell(Story story, Mailed? mailed, PlaceNames names, IReadOnlyList<Report> roundups, DigestInput input)
    {
        var edition = input.Edition;
        var news = News.Of(story, mailed, input.Window);
        var readable = edition.Languages.Count == 0 ? news : [.. news.Where(r => edition.Languages.Contains(r.Language))];
        if (readable.Count == 0)
            return null;

        var rows = input.Figures.GetValueOrDefault(story.Id, []);
        var isRoundup = story.Reports.All(r => r.IsRoundup);
        var wordings = new Wordings(readable, StoryFigures.Outdated(rows), edition);
        var headline = wordings.Headline();
        var severity = severities.Of(story, rows);
        var figures = StoryFigures.Of(rows, mailed, headline.Article, severity.IsDisease);
        var what = severities.WhatOf(story, severity.Event, readable);
        if (mailed?.Story.Severity == SeverityTable.Routine && severity.Level <= SeverityTable.Ordinary)
            severity = severity with { Level = SeverityTable.Routine }; // what other outlets make of a bulletin is no more than the bulletin
        var besides = roundups.Where(r => r.About.Contains(story.Id) && mailed?.Known.Contains(r.Article) != true);
        var mainTheme = story.Themes is [var first, ..] ? first : null;
        return new DigestStory
        {
            Id = story.Id,
            Country = Section(edition, story),
            Headline = headline,
            Gist = isRoundup ? Gists.OfRoundup(edition, headline, PlaceNames.CountriesOf(story).Select(c => names.Country(c).Name))
                : Gists.Of(edition, headline, names.Where(story), severities.NameOf(what, edition.Language), mainTheme, figures, readable),
            Theme = mainTheme,
            Themes = story.Themes,
            Severity = severity.Level,
            Excerpts = wordings.Excerpts(story.Reports.Where(r => mailed?.Known.Contains(r.Article) == true)),
            Figures = figures,
            Places = names.Of(story),
            Lineage = Origins.LineageOf(story.Reports, mailed?.Known),
            Sources = SourcesOf(readable, edition),
            Related = SourcesOf([.. besides], edition),
            FirstReported = story.FirstReported,
            LastReported = story.LastReported,
            Day = mailed is null ? 1 : DayOf(story, edition),
            Score = StoryRank.Of(story, severity, news, rows, mailed, edition),
            Known = [.. story.Reports.Select(r => r.Article)],
            Told = StoryFigures.Told(figures, mailed, input.Due.Date),
        };
    }

    private static int DayOf(Story story, Edition edition) =>
        1 + LocalDate(story.LastReported, edition).DayNumber - LocalDate(story.FirstReported, edition).DayNumber;

    private static DateOnly LocalDate(DateTimeOffset at, Edition edition) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, edition.TimeZone).DateTime);

    private static IReadOnlyList<Source> SourcesOf(IReadOnlyList<Report> reports, Edition edition) =>
        [.. reports
            .OrderByDescending(r => r.Language == edition.Language).ThenBy(r => r.CopyOf is not null)
            .ThenByDescending(r => OutletKind.Weight(r.Kind)).ThenBy(r => r.Date).ThenBy(r => r.Article.Value, StringComparer.Ordinal)
            .DistinctBy(r => r.Source).Take(MostSources)
            .Select(r => new Source(CleanText.Line(r.Source, Wordings.LongestName), r.Language, Links.Safe(r.Url)))];

    private static IEnumerable<string> Sections(Edition edition) => edition.Countries.Count > 0 ? edition.Countries : Watched;

    /// <summary>A story of three countries is about the region.</summary>
    private static string Section(Edition edition, Story story) => PlaceNames.CountriesOf(story).Count(Sections(edition).Contains) > 2 ? ""
        : story.Countries.FirstOrDefault(Sections(edition).Contains, "");

    /// <summary>Whether a story among the first is a top story: an ordinary one that a single source reports is none, however quiet the day.</summary>
    private static bool IsLead(DigestStory story) =>
        story.Severity > SeverityTable.Ordinary || (story.Severity == SeverityTable.Ordinary && story.Lineage.Independent > 0);

    /// <summary>The reports that this digest mentions, so that the table agrees with the text above it; a country without stories stays in the table.</summary>
    private static Activity ActivityOf(Named country, IEnumerable<DigestStory> told, DigestInput input) =>
        new(country, told.Sum(s => s.Lineage.New),
            input.Activity.FirstOrDefault(a => a.Country == country.Code) is { } past ? FeedCoverage.MeanOf(past.Days, input.Window) : null);

    /// <summary>
    /// A single outlet must not fill a digest: its best stories are kept, the others wait until another outlet reports them. If no other outlet reports
    /// anything, all are kept.
    /// </summary>
    private static List<DigestStory> LimitSingleOutlets(IReadOnlyList<DigestStory> ranked)
    {
        var alone = ranked.Where(s => s.Lineage.Outlets == 1).GroupBy(s => s.Sources[0].Name).ToList();
        var others = ranked.Count - (alone.Count == 0 ? 0 : alone.Max(g => g.Count()));
        var dropped = others == 0 ? [] : alone.SelectMany(g => g.Skip(MostOfOneOutlet)).ToHashSet();
        return [.. ranked.Where(s => !dropped.Contains(s))];
    }
}
