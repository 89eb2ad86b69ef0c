namespace SahelWatch.Digests.Composing;

/// <summary>What readers of an edition know from its earlier digests.</summary>
internal sealed class PreviousDigests(IReadOnlyList<Digest> digests)
{
    private readonly IReadOnlyList<Digest> _newestFirst = [.. digests.Where(d => d.Send).OrderByDescending(d => d.Window.To)];

    private readonly Lazy<ILookup<ArticleId, (Digest Digest, DigestStory Story)>> _byReport = new(() =>
        (from digest in digests
         where digest.Send
         from story in digest.Stories
         from report in story.Known
         select (Report: report, Mailing: (digest, story))).ToLookup(m => m.Report, m => m.Mailing));

    /// <summary>
    /// How a story was last mailed: under its own id or that of a story merged into it, or as part of one that it has since been split from. Null if it
    /// never was.
    /// </summary>
    public Mailed? Of(Story story)
    {
        var ids = story.History.Where(c => c.Kind == "merged").Select(c => c.Other).Append(story.Id).ToHashSet();
        var told = (from digest in _newestFirst from entry in digest.Stories where ids.Contains(entry.Id) select (digest, entry)).ToList();
        return told is [var last, ..] ? new Mailed(last.entry, last.digest, told.SelectMany(t => t.entry.Known).ToHashSet()) : SplitFrom(story);
    }

    /// <summary>Null unless at least half of its reports were mailed; only figures of its own reports were told of it.</summary>
    private Mailed? SplitFrom(Story story)
    {
        var known = story.Reports.Select(r => r.Article).Where(_byReport.Value.Contains).ToHashSet();
        if (known.Count == 0 || 2 * known.Count < story.Reports.Count)
            return null;
        var (digest, mailed) = known.SelectMany(a => _byReport.Value[a]).MaxBy(m => m.Digest.Window.To);
        return new Mailed(mailed with { Told = [.. mailed.Told.Where(t => known.Contains(t.Article))] }, digest, known);
    }

    public bool HasCorrected(HeadlineCorrection correction) =>
        _newestFirst.SelectMany(d => d.CorrectedHeadlines).Any(c => c.Now.Article == correction.Now.Article && c.Now.Text == correction.Now.Text);

    public bool HasCorrected(FigureCorrection correction) =>
        _newestFirst.SelectMany(d => d.CorrectedFigures)
            .Any(c => c.Was.Article == correction.Was.Article && c.Was.Kind == correction.Was.Kind && c.Now?.Value == correction.Now?.Value);
}

/// <summary>A story as it was last mailed.</summary>
/// <param name="Known">Every report that was known at any of its mailings.</param>
internal sealed record Mailed(DigestStory Story, Digest Digest, IReadOnlySet<ArticleId> Known);
