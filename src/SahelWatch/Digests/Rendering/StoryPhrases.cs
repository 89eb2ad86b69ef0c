namespace SahelWatch.Digests.Rendering;

/// <summary>Describes a story in a reader's language and time zone, for digests and alerts.</summary>
/// <param name="timeZone">IANA name.</param>
internal class StoryPhrases(string language, string timeZone)
{
    public const string Dot = " · ";

    private static readonly TimeSpan ShortestUpdate = TimeSpan.FromMinutes(1); // times are told to the minute

    private const int MostThemes = 3;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    public Frame Frame { get; } = Frame.In(language);

    public string Moment(DateTimeOffset at) => Frame.Moment(Local(at));

    /// <summary>"Djibo, Burkina Faso".</summary>
    public string Where(DigestStory story) => Frame.List(story.Places.Select(Frame.Name));

    /// <summary>"security, humanitarian"; empty where the story has no theme.</summary>
    public string Themes(DigestStory story) =>
        Frame.List((story.Themes.Count > 0 ? story.Themes : [story.Theme ?? ""]).Take(MostThemes).Select(t => Frame.Find($"theme.{t}")).OfType<string>());

    /// <summary>"first reported 21 October, 09:10 · last report 14:30": the day is repeated only if it differs.</summary>
    public string Reported(DigestStory story)
    {
        var (first, last) = (Local(story.FirstReported), Local(story.LastReported ?? story.FirstReported));
        var said = Frame.Say("first", Frame.Moment(first));
        return last - first < ShortestUpdate ? said
            : said + Dot + (last.Date == first.Date ? Frame.Say("last.today", Frame.Time(last)) : Frame.Say("last", Frame.Moment(last)));
    }

    /// <summary>"Des hommes armés attaquent un marché (French)".</summary>
    public string Quoted(Headline headline) => $"{Frame.Name(headline.Text)} {Frame.Tag(headline.Language)}".TrimEnd();

    /// <summary>What happened in the reader's words, or else the headline.</summary>
    public string What(DigestStory story) => story.Gist ?? Quoted(story.Headline);

    /// <summary>"9 reports, 4 languages" or "3 new reports, 12 in all".</summary>
    public string Reports(Lineage lineage) => lineage.New < lineage.Reports
        ? Frame.List([Frame.Count("new", lineage.New), Frame.Say("in.all", Frame.Number(lineage.Reports))])
        : lineage.Languages > 1
            ? Frame.List([Frame.Count("reports", lineage.Reports), Frame.Count("languages", lineage.Languages)])
            : Frame.Count("reports", lineage.Reports);

    /// <summary>"the same text (AFP) in 11 of 13"; null where no text was copied.</summary>
    public string? Copies(Lineage lineage)
    {
        if (lineage.Copies < 2)
            return null;
        var key = lineage.Copies < lineage.Reports ? "copies" : lineage.Copies == 2 ? "copies.both" : "copies.all";
        return Frame.Say(key, Frame.Number(lineage.Copies), Frame.Number(lineage.Reports), lineage.Agency is { } agency ? $" ({Frame.Name(agency)})" : "");
    }

    /// <summary>"at least 40 killed".</summary>
    public string Count(DigestFigure figure) => Count(figure.Phrase, figure.Claim.Value, figure.Claim.High, figure.Claim.Qualifier);

    public string Count(string kind, int value, int? high, string qualifier) => Frame.Figure(kind, value, high, qualifier);

    /// <summary>Why the story ranks where it does: "17 killed · was 15 · 4 independent sources". That it is new is marked separately.</summary>
    public string Standing(DigestStory story)
    {
        var first = story.Figures is [var leading, ..] ? leading : null;
        var life = first?.Standing == "disputed" ? Frame["disputed"]
            : first?.Was is { } was ? Frame.Say("standing.was", Frame.Number(was.Value))
            : story.Day > 1 && !story.IsNew ? Frame.Say("day", Frame.Number(story.Day)) : null;
        string?[] words = [first is null ? null : Frame.Figure(first), life,
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
            said += Frame["semicolon"] + Frame.Say("was", Count(figure.Phrase, was.Value, was.High, was.Qualifier), Frame.Day(was.On));
        if (figure.Others.Count > 0)
            said += Frame["semicolon"] + (Frame.Find(figure.Standing) ?? Frame["others"]) + Frame["colon"]
                + string.Join(Frame["semicolon"], figure.Others.Select(o => $"{Count(figure.Phrase, o.Value, o.High, o.Qualifier)} {Claimed(o)}"));
        return said;
    }

    protected DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    private string Claimed(FigureClaim claim)
    {
        var by = claim.By is { } code && Frame.Find($"by.{code}") is { } who ? Frame.Say("by", who) + " " : "";
        return $"{by}({Frame.Name(claim.Outlet)}{Frame["semicolon"]}{Moment(claim.At)})";
    }
}
