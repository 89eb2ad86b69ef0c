using SahelWatch.Digests.Composing;

namespace SahelWatch.Digests.Rendering;

/// <summary>Describes a digest in its language; the HTML and the plain text use the same phrases.</summary>
internal sealed class Phrases(Digest digest) : StoryPhrases(digest.Language, digest.TimeZone)
{
    /// <summary>More are only counted: a digest is not a health report.</summary>
    public const int MostTroubles = 10;

    private const int LongestPreview = 200; // characters; phones show half of it

    private const int LongestSubject = 150; // characters; phones show half of it, and longer ones only cost

    /// <summary>"Bamako" of Africa/Bamako.</summary>
    private string City => digest.TimeZone[(digest.TimeZone.LastIndexOf('/') + 1)..];

    /// <summary>Title, day, and the top story or why there is none.</summary>
    public string Subject()
    {
        var when = Frame.Say("subject", digest.Title, Frame.Day(digest.Date)) + (digest.Late ? $" ({Frame["late"]})" : "");
        return when + Frame["colon"] + digest switch
        {
            { Stories: [var top, ..] } => Frame.Name(CleanText.Line(top.Gist ?? top.Headline.Text, LongestSubject - when.Length)),
            { CorrectedHeadlines.Count: > 0 } or { CorrectedFigures.Count: > 0 } => Frame["corrections"],
            { Coverage: Coverage.None } => Frame["blind.title"],
            _ => Frame["quiet.title"],
        };
    }

    public string Contents()
    {
        string[] counts =
        [
            Frame.Count("stories", digest.Stories.Count),
            Frame.Count("reports", digest.Stories.Sum(s => s.Lineage.New)),
        ];
        return Frame.List(counts);
    }

    public string Window() => Frame.Say(City == "UTC" ? "window.utc" : "window", Moment(digest.Window.From), Moment(digest.Window.To),
        Frame.Find($"zone.{City}") ?? Frame.Name(City.Replace('_', ' ')));

    public string Late()
    {
        var due = Local(digest.DueAt);
        return Frame.Say("late.why", Frame.Day(DateOnly.FromDateTime(due.DateTime)), Frame.Time(due));
    }

    /// <summary>How many feeds were read; when they last were, where that is too long ago.</summary>
    public string FeedsRead()
    {
        if (FeedCoverage.IsStale(digest.Feeds, digest.Window))
            return digest.Feeds.LastPoll is { } at ? Frame.Say("polled", Moment(at)) : Frame["polled.never"];
        var failing = digest.Feeds.Troubles.Count(t => t.Condition != FeedCondition.Silent);
        return Frame.Say("feeds.read", Frame.Number(digest.Feeds.Total - failing), Frame.Number(digest.Feeds.Total));
    }

    /// <summary>The story's page on the site that the digest's page is on (<c>digests/EDITION/KEY</c>); null if there is none.</summary>
    public Uri? PageOf(DigestStory story) => digest.Page is { } page ? new Uri(page, $"../../stories/{story.Id}") : null;

    /// <summary>What a mail program shows beside the subject: the stories behind the first.</summary>
    public string Preview() =>
        CleanText.Line(string.Join(Dot, digest.Stories.Skip(1).Take(3).Select(s => Frame.Name(s.Gist ?? s.Headline.Text))), LongestPreview);

    public string Corrected(FigureCorrection correction)
    {
        var was = Count(correction.Was.Kind, correction.Was.Value, correction.Was.High, correction.Was.Qualifier);
        var now = correction.Now is { } figure ? Count(figure.Kind, figure.Value, figure.High, figure.Qualifier) : Frame["withdrawn"];
        return $"{Frame["correction.was"]}{Frame["colon"]}{was}{Dot}{Frame["correction.now"]}{Frame["colon"]}{now}";
    }

    public string Trouble(FeedTrouble trouble)
    {
        var since = trouble.Since is { } at
            ? Frame.Say("since", Frame.Day(DateOnly.FromDateTime(Local(at).DateTime)))
            : Frame["since.never"];
        return trouble.Condition switch
        {
            FeedCondition.Silent => since,
            FeedCondition.Blocked => Frame.List([Frame["blocked"], since]),
            _ => Frame.List([Frame["failed"], since]),
        };
    }

    public string Mean(Activity activity) => activity.Mean is { } mean ? Frame.Say("activity.mean", Frame.Number(mean)) : Frame["activity.nomean"];
}
