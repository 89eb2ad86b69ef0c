using SahelWatch.Language;

namespace SahelWatch.Digests.Composing;

/// <summary>Finds statements in earlier digests that their source has since changed.</summary>
internal static class Corrections
{
    public static IEnumerable<HeadlineCorrection> Headlines(IReadOnlyList<Story> stories, PreviousDigests previous) =>
        from story in stories
        let mailed = previous.Of(story)
        where mailed is not null
        let was = mailed.Story.Headline
        let report = story.Reports.FirstOrDefault(r => r.Article == was.Article)
        where report is not null && ChangedSince(report, mailed)
        let now = new Headline(CleanText.Line(report.Title, Wordings.LongestHeadline), report.Language, report.Article, Links.Safe(report.Url))
        where FoldedText.Fold(now.Text) != FoldedText.Fold(was.Text)
        let correction = new HeadlineCorrection(story.Id, was, now, CleanText.Line(report.Source, Wordings.LongestName), mailed.Digest.Date)
        where !previous.HasCorrected(correction)
        select correction;

    public static IEnumerable<FigureCorrection> Figures(IReadOnlyList<Story> stories, PreviousDigests previous) =>
        from story in stories
        let mailed = previous.Of(story)
        where mailed is not null
        from told in mailed.Story.Told
        let report = story.Reports.FirstOrDefault(r => r.Article == told.Article)
        where report is not null && ChangedSince(report, mailed)
        let figures = report.Figures.Where(f => f.Kind == told.Kind).ToList()
        where figures.All(f => f.Value != told.Value)
        let correction = new FigureCorrection(
            story.Id, mailed.Story.Headline, told, figures.FirstOrDefault(), CleanText.Line(report.Source, Wordings.LongestName))
        where !previous.HasCorrected(correction)
        select correction;

    private static bool ChangedSince(Report report, Mailed mailed) => report.Former.Any(w => w.Until > mailed.Digest.Window.To);
}
