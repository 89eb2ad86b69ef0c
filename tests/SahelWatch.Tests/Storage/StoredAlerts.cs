using SahelWatch.Alerts;
using SahelWatch.Alerts.Judging;
using SahelWatch.Digests;
using SahelWatch.Domain;

namespace SahelWatch.Tests.Storage;

/// <summary>One of each stored shape of alerts with every member set.</summary>
internal static class StoredAlerts
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 6, 30, 0, TimeSpan.Zero);
    private static readonly StoryId Id = new("0123456789abcdef");
    private static readonly ArticleId Article = new("a1b2c3d4e5f60718");

    private static readonly ToldEvent Told = new()
    {
        Story = Id,
        At = Time,
        Articles = [Article],
        Events = ["abduction"],
        Figures = [new ToldCount("killed", 14, Article)],
        Points = ["bf.djibo"],
        Areas = ["bf.sahel-region"],
        Countries = ["BF"],
        What = "attack",
        FirstReported = Time.AddHours(-1),
        Withdrawn = true,
    };

    public static Alert Alert { get; } = new()
    {
        Rule = "grave",
        Key = "2026-11-22-01234567",
        Title = "Événements graves",
        Language = "fr",
        TimeZone = "Africa/Bamako",
        At = Time,
        Late = true,
        Items = [new AlertItem(Story(), AlertKind.FollowUp, OneSource: true, new Uri("https://sahelwatch.example/stories/0123456789abcdef"))],
    };

    public static AlertState State { get; } = new()
    {
        Reached = Time,
        Rules =
        [
            new RuleState
            {
                Rule = "grave",
                Begun = Time.AddDays(-30),
                Usual = 1.25,
                Told = [Told],
                Waiting = [new WaitingStory(Id, Time.AddMinutes(45), "14 killed (from 10 on); RFI alone says so")],
                Held = [new HeldItem(Id, AlertKind.Correction, OneSource: true, Time, "denied", Told)],
                Keys = ["2026-11-22-01234567"],
                Outbox = [Alert],
            },
        ],
    };

    private static DigestStory Story()
    {
        var claim = new FigureClaim(14, "at least", 16, "l'armée", "RFI", Article, Time);
        var was = new ToldFigure("killed", 7, null, "exactly", Article, new DateOnly(2026, 11, 21));
        return new DigestStory
        {
            Id = Id,
            Country = "BF",
            Headline = new Headline("مقتل 14 شخصا قرب جيبو", "ar", Article, new Uri("https://exemple.invalid/1")),
            Gist = "Burkina Faso, Djibo : attaque",
            Theme = "security",
            Themes = ["security"],
            Severity = 5,
            Excerpts = [new Excerpt("Quatorze morts.", "fr", "RFI")],
            Figures = [new DigestFigure("killed", "revised", claim, [claim with { Value = 12 }], was)],
            Places = ["Djibo", "Burkina Faso"],
            Lineage = new Lineage(Reports: 3, New: 1, Languages: 2, Outlets: 3, Copies: 1, Agency: "AFP", Independent: 2),
            Sources = [new Source("RFI", "fr", new Uri("https://exemple.invalid/1"))],
            Related = [new Source("ACLED", "en", null)],
            FirstReported = Time.AddHours(-1),
            LastReported = Time,
            Day = 2,
            Score = [new ScorePart("severity", 5)],
            Known = [Article],
            Told = [was],
        };
    }
}
