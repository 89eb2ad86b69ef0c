using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Stories.Batches;

namespace SahelWatch.Tests.Storage;

/// <summary>One of each stored shape with every member set, in three languages.</summary>
internal static class StoredShapes
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 6, 30, 0, TimeSpan.Zero);
    private static readonly ArticleId Id = ArticleId.From("https://exemple.invalid/djibo");
    private static readonly Uri Url = new("https://exemple.invalid/djibo?a=1&b=2");
    private static readonly Wording Former = new("Attaque à Djibo", "Bilan inconnu", Url, Time.AddHours(-1));
    private static readonly Figure Killed = new("killed", 15, "at-least", null, "army", "au moins 15 morts, selon l’armée");

    public static Article Article { get; } = new()
    {
        Id = Id,
        Feed = FeedId.From(new Uri("https://exemple.invalid/rss")),
        Source = "صوت الساحل",
        Kind = "local",
        Url = Url,
        Title = "Burkina Faso : « au moins 15 morts » à Djibo",
        Summary = "مقتل 15 شخصا على الأقل في جيبو",
        Text = "First paragraph <b>not markup</b>.\n\nSecond & last.",
        Language = "fr",
        Published = Time,
        Updated = Time.AddMinutes(5),
        FirstSeen = Time.AddMinutes(7),
        Match = new Match
        {
            Relevant = true,
            Score = 4.5,
            Countries = ["BF"],
            Themes = ["security"],
            Why = [new Evidence("Djibo", "title", "place/djibo", 3), new Evidence("naira", "text", null, -0.5)],
            Entities = ["place/djibo", "country/bf"],
        },
        IsEdit = true,
    };

    public static Story Story { get; } = new()
    {
        Id = StoryId.FoundedBy(Id),
        Reports =
        [
            new Report
            {
                Article = Id,
                CopyOf = ArticleId.From("https://exemple.invalid/wire"),
                Source = Article.Source,
                Kind = "local",
                Language = "fr",
                Url = Url,
                Title = Article.Title,
                Lead = "مقتل 15 شخصا",
                Date = Time,
                FirstSeen = Article.FirstSeen,
                Agency = "AFP",
                Figures = [Killed, Killed with { Qualifier = "range", High = 20, Source = null }],
                Former = [Former],
                Because = "same town Djibo, same toll 15",
            },
        ],
        Countries = ["BF"],
        Themes = ["security"],
        Entities = ["place/djibo"],
        FirstReported = Time,
        LastReported = Time,
        Changed = Time.AddMinutes(8),
        History = [new StoryChange(Time, "merged", new StoryId("00112233445566ff"), [Id], "same town, same day")],
        MergedInto = new StoryId("ffeeddccbbaa0011"),
    };

    public static FeedShard FeedShard { get; } = new()
    {
        Feeds =
        [
            new FeedState
            {
                Id = Article.Feed,
                ETag = "W/\"abc\"",
                LastModified = "Sun, 22 Nov 2026 06:00:00 GMT",
                BodyHash = ulong.MaxValue,
                LastPoll = Time,
                LastSuccess = Time,
                NextDue = DateTimeOffset.MaxValue,
                Failures = 2,
                Reason = "délai dépassé",
                Health = FeedHealth.Failing,
                HealthSince = Time,
                Rhythm = TimeSpan.FromMinutes(90),
                SkipHours = [0, 1],
                SkipDays = [DayOfWeek.Friday],
            },
        ],
    };

    public static SeenShard SeenShard { get; } = new()
    { Feeds = new Dictionary<FeedId, ReadOnlyMemory<byte>> { [Article.Feed] = new byte[] { 1, 2, 3, 255 } } };

    public static GroupingCursor GroupingCursor { get; } = new()
    {
        From = new DateOnly(2026, 11, 21),
        Grouped = [BlobNames.ArticlePage(Time, 0)],
        Part = new PagePart(BlobNames.ArticlePage(Time, 1), 250),
        Days = [new DateOnly(2026, 11, 22)],
        Attempt = new Attempt(250, Time, 1),
        Batch = new Batch
        {
            From = new DateOnly(2026, 11, 21),
            Pages = [BlobNames.ArticlePage(Time, 1)],
            Part = new PagePart(BlobNames.ArticlePage(Time, 2), 1),
            Stories = [new StoryWrite(Story, "\"0x8DD\""), new StoryWrite(Story, null)],
            Segments = [new SegmentWrite(new DateOnly(2026, 11, 22), new byte[] { 1, 2, 255 }, null)],
            Days = [new DateOnly(2026, 11, 22)],
            Articles = 3,
            Copies = 1,
            Moves = 1,
        },
    };

    public static StoryChanges StoryChanges { get; } = new() { Time = Time, Stories = [Story.Id] };

    public static CatalogueContents CatalogueContents { get; } = new()
    {
        Months = new Dictionary<string, string> { ["2026-11"] = "\"0x8DD\"" },
        Grouping = "\"0x8DE\"",
        From = new DateOnly(2026, 11, 21),
        Notes = [BlobNames.Changes(Time, 0)],
    };

    public static CatalogueMonth CatalogueMonth { get; } = new()
    {
        Rows =
        [
            new CatalogueRow
            {
                Id = Story.Id,
                Headlines = new Dictionary<string, string> { ["fr"] = Article.Title, ["ar"] = Article.Summary },
                Url = Url,
                Places = [new CataloguePlace("bf.djibo", "Djibo", "BF", new GeoPoint(14.0994, -1.6255), "Sahel", "Soum", PlacePrecision.Place)],
                Countries = ["BF"],
                Themes = ["security"],
                Names = ["bf.djibo", "bf"],
                Figures = [new CatalogueFigure("killed", 15, 20, "range", "army", Article.Source, "disputed")],
                Reports = 3,
                Independent = 2,
                Outlets = [new CatalogueOutlet(Article.Source, 3, 1)],
                Languages = ["fr", "ar"],
                First = Time,
                Last = Time.AddHours(2),
                Changed = Time.AddHours(3),
                Severity = 5,
                Event = "attack",
                Words = " burkina faso djibo ",
            },
        ],
    };
}
