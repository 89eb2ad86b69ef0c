using SahelWatch.Digests.Composing;
using SahelWatch.Domain;

namespace SahelWatch.Digests.Rendering;

/// <summary>Says in the frame's words what a digest knows; the HTML and the plain text say the same.</summary>
internal sealed class Phrases(Digest digest)
{
    public const string Dot = " · ";

    /// <summary>More than these are counted: a digest is no health report, `status` is.</summary>
    public const int MostTroubles = 10;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(digest.TimeZone);

    public Frame Frame { get; } = Frame.In(digest.Language);

    public string Moment(DateTimeOffset at) => Frame.Moment(TimeZoneInfo.ConvertTime(at, _zone));

    public string Contents()
    {
        string[] counts =
        [
            Frame.Count("stories", digest.Stories.Count),
            Frame.Count("reports", digest.Stories.Sum(s => s.Lineage.New)),
        ];
        return Frame.List(counts);
    }

    public string Window() => Frame.Say("window", Moment(digest.Window.From), Moment(digest.Window.To),
        Frame.Name(digest.TimeZone[(digest.TimeZone.LastIndexOf('/') + 1)..].Replace('_', ' ')));

    public string Late()
    {
        var due = TimeZoneInfo.ConvertTime(digest.DueAt, _zone);
        return Frame.Say("late.why", Frame.Day(DateOnly.FromDateTime(due.DateTime)), Frame.Time(due));
    }

    /// <summary>How many feeds were read; when they last were, where that is too long ago.</summary>
    public string FeedsRead()
    {
        if (Watch.IsStale(digest.Feeds, digest.Window))
            return digest.Feeds.LastPoll is { } at ? Frame.Say("polled", Moment(at)) : Frame["polled.never"];
        var failing = digest.Feeds.Troubles.Count(t => t.Condition != FeedCondition.Silent);
        return Frame.Say("feeds.read", Frame.Number(digest.Feeds.Total - failing), Frame.Number(digest.Feeds.Total));
    }

    /// <summary>"Djibo, Burkina Faso".</summary>
    public string Where(DigestStory story) => Frame.List(story.Places.Select(Frame.Name));

    /// <summary>"security"; empty where the story has no theme.</summary>
    public string Theme(DigestStory story) => story.Theme is { } theme ? Frame.Find($"theme.{theme}") ?? "" : "";

    public string First(DigestStory story) => Frame.Say("first", Moment(story.FirstReported));

    /// <summary>"(French)" where words are not in the reader's language; else empty.</summary>
    public string Tag(string language) => language == digest.Language ? "" : $"({Frame.LanguageName(language)})";

    /// <summary>"9 reports, 4 languages" or "3 new reports, 12 in all".</summary>
    public string Reports(Lineage lineage) => lineage.New < lineage.Reports
        ? Frame.List([Frame.Count("new", lineage.New), Frame.Say("in.all", Frame.Number(lineage.Reports))])
        : lineage.Languages > 1
            ? Frame.List([Frame.Count("reports", lineage.Reports), Frame.Count("languages", lineage.Languages)])
            : Frame.Count("reports", lineage.Reports);

    /// <summary>"11 copies of one AFP text, 2 independent reports"; null where no text was copied.</summary>
    public string? Copies(Lineage lineage)
    {
        if (lineage.Copies < 2)
            return null;
        var copies = lineage.Agency is { } agency ? Frame.Count("copies.of", lineage.Copies, Frame.Name(agency)) : Frame.Count("copies", lineage.Copies);
        return Frame.List([copies, Frame.Count("independent", lineage.Independent)]);
    }

    /// <summary>"at least 40 killed".</summary>
    public string Count(string kind, int value, int? high, string qualifier) => Frame.Figure(kind, value, high, qualifier);

    /// <summary>Why the story stands where it does, in words: "17 killed · new · 4 independent reports".</summary>
    public string Standing(DigestStory story)
    {
        var first = story.Figures is [var leading, ..] ? leading : null;
        var life = first?.Was is not null ? Frame["standing.changed"] : story.Day > 1 ? Frame.Say("day", Frame.Number(story.Day)) : Frame["standing.new"];
        string?[] words = [first is null ? null : Count(first.Kind, first.Claim.Value, first.Claim.High, first.Claim.Qualifier), life,
            Frame.Count("independent", story.Lineage.Independent + 1)];
        return string.Join(Dot, words.OfType<string>());
    }

    /// <summary>
    /// "according to the army (Studio Tamani; 22 October, 17:20); 15 killed in the digest of 21 October; sources disagree: 12 killed (AIB; 21 October, 12:00)".
    /// </summary>
    public string Says(DigestFigure figure)
    {
        var said = Claimed(figure.Claim);
        if (figure.Was is { } was)
            said += Frame["semicolon"] + Frame.Say("was", Count(figure.Kind, was.Value, was.High, was.Qualifier), Frame.Day(was.On));
        if (figure.Others.Count > 0)
            said += Frame["semicolon"] + (Frame.Find(figure.Standing) ?? Frame["others"]) + Frame["colon"]
                + string.Join(Frame["semicolon"], figure.Others.Select(o => $"{Count(figure.Kind, o.Value, o.High, o.Qualifier)} {Claimed(o)}"));
        return said;
    }

    public string Corrected(FigureCorrection correction)
    {
        var was = Count(correction.Was.Kind, correction.Was.Value, correction.Was.High, correction.Was.Qualifier);
        var now = correction.Now is { } figure ? Count(figure.Kind, figure.Value, figure.High, figure.Qualifier) : Frame["withdrawn"];
        return $"{Frame["correction.was"]}{Frame["colon"]}{was}{Dot}{Frame["correction.now"]}{Frame["colon"]}{now}";
    }

    public string Trouble(FeedTrouble trouble)
    {
        var since = trouble.Since is { } at
            ? Frame.Say("since", Frame.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime)))
            : Frame["since.never"];
        return trouble.Condition switch
        {
            FeedCondition.Silent => since,
            FeedCondition.Blocked => Frame.List([Frame["blocked"], since]),
            _ => Frame.List([Frame["failed"], since]),
        };
    }

    public string Mean(Activity activity) => activity.Mean is { } mean ? Frame.Say("activity.mean", Frame.Number(mean)) : Frame["activity.nomean"];

    private string Claimed(FigureClaim claim)
    {
        var by = claim.By is { } code && Frame.Find($"by.{code}") is { } who ? Frame.Say("by", who) + " " : "";
        return $"{by}({Frame.Name(claim.Outlet)}{Frame["semicolon"]}{Moment(claim.At)})";
    }
}
