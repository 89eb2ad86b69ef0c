using SahelWatch.Digests.Composing;
using SahelWatch.Domain;

namespace SahelWatch.Digests.Rendering;

/// <summary>Says in the frame's words what a digest knows; the HTML and the plain text say the same.</summary>
internal sealed class Phrases(Digest digest)
{
    public const string Dot = " · ";

    /// <summary>More than these are counted: a digest is no health report, `status` is.</summary>
    public const int MostTroubles = 10;

    private static readonly TimeSpan ShortestUpdate = TimeSpan.FromMinutes(1); // times are told to the minute

    private const int MostThemes = 3;

    private const int LongestPreview = 200; // characters; phones show half of it

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(digest.TimeZone);

    public Frame Frame { get; } = Frame.In(digest.Language);

    public string Moment(DateTimeOffset at) => Frame.Moment(Local(at));

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

    /// <summary>"security, humanitarian"; empty where the story has no theme.</summary>
    public string Themes(DigestStory story) =>
        Frame.List((story.Themes.Count > 0 ? story.Themes : [story.Theme ?? ""]).Take(MostThemes).Select(t => Frame.Find($"theme.{t}")).OfType<string>());

    /// <summary>"first reported 21 October, 09:10 · last report 14:30": the day again only where it is another.</summary>
    public string Reported(DigestStory story)
    {
        var (first, last) = (Local(story.FirstReported), Local(story.LastReported ?? story.FirstReported));
        var said = Frame.Say("first", Frame.Moment(first));
        return last - first < ShortestUpdate ? said
            : said + Dot + (last.Date == first.Date ? Frame.Say("last.today", Frame.Time(last)) : Frame.Say("last", Frame.Moment(last)));
    }

    /// <summary>The story's page on the site that the digest's page is on (<c>digests/EDITION/KEY</c>); null where there is none.</summary>
    public Uri? PageOf(DigestStory story) => digest.Page is { } page ? new Uri(page, $"../../stories/{story.Id}") : null;

    /// <summary>What a mail program shows beside the subject: the stories behind the first.</summary>
    public string Preview() =>
        CleanText.Line(string.Join(Dot, digest.Stories.Skip(1).Take(3).Select(s => Frame.Name(s.Gist ?? s.Headline.Text))), LongestPreview);

    /// <summary>"(French)" where words are not in the reader's language; else empty.</summary>
    public string Tag(string language) => language == digest.Language ? "" : $"({Frame.LanguageName(language)})";

    /// <summary>"9 reports, 4 languages" or "3 new reports, 12 in all".</summary>
    public string Reports(Lineage lineage) => lineage.New < lineage.Reports
        ? Frame.List([Frame.Count("new", lineage.New), Frame.Say("in.all", Frame.Number(lineage.Reports))])
        : lineage.Languages > 1
            ? Frame.List([Frame.Count("reports", lineage.Reports), Frame.Count("languages", lineage.Languages)])
            : Frame.Count("reports", lineage.Reports);

    /// <summary>"the same AFP text in 11 of 13"; null where no text was copied.</summary>
    public string? Copies(Lineage lineage)
    {
        if (lineage.Copies < 2)
            return null;
        var all = lineage.Copies == lineage.Reports;
        var key = lineage.Agency is null ? all ? "copies.all" : "copies" : all ? "copies.all.of" : "copies.of";
        return Frame.Say(key, Frame.Number(lineage.Copies), Frame.Number(lineage.Reports), Frame.Name(lineage.Agency ?? ""));
    }

    /// <summary>"at least 40 killed".</summary>
    public string Count(string kind, int value, int? high, string qualifier) => Frame.Figure(kind, value, high, qualifier);

    /// <summary>
    /// Why the story stands where it does, in words: "17 killed · toll revised · 4 independent sources". That it is new is a mark of its own.
    /// </summary>
    public string Standing(DigestStory story)
    {
        var first = story.Figures is [var leading, ..] ? leading : null;
        var life = first?.Was is not null ? Frame["standing.changed"] : story.Day > 1 && !story.IsNew ? Frame.Say("day", Frame.Number(story.Day)) : null;
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

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    private string Claimed(FigureClaim claim)
    {
        var by = claim.By is { } code && Frame.Find($"by.{code}") is { } who ? Frame.Say("by", who) + " " : "";
        return $"{by}({Frame.Name(claim.Outlet)}{Frame["semicolon"]}{Moment(claim.At)})";
    }
}
