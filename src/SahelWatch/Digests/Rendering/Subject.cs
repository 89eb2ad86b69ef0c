namespace SahelWatch.Digests.Rendering;

/// <summary>Writes a mail's subject: title, day, and the top story or why there is none.</summary>
internal static class Subject
{
    /// <summary>What phones show of a subject is about half of this; longer ones only cost.</summary>
    private const int Longest = 150;

    public static string Of(Digest digest)
    {
        var frame = Frame.In(digest.Language);
        var when = frame.Say("subject", digest.Title, frame.Day(digest.Date));
        if (digest.Late)
            when += $" ({frame["late"]})";
        var what = digest switch
        {
            { Stories: [var top, ..] } => Bidi.Isolate(CleanText.Line(top.Gist ?? top.Headline.Text, Longest - when.Length), digest.Language),
            { CorrectedHeadlines.Count: > 0 } or { CorrectedFigures.Count: > 0 } => frame["corrections"],
            { Coverage: Coverage.None } => frame["blind.title"],
            _ => frame["quiet.title"],
        };
        return when + frame["colon"] + what;
    }
}
