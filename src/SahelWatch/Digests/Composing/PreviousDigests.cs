namespace SahelWatch.Digests.Composing;

/// <summary>What readers of an edition know from its earlier digests.</summary>
internal sealed class PreviousDigests(IReadOnlyList<Digest> digests)
{
    private readonly IReadOnlyList<Digest> _newestFirst = [.. digests.Where(d => d.Send).OrderByDescending(d => d.Window.To)];

    /// <summary>How a story was last mailed, under its own id or that of a story merged into it; null if it never was.</summary>
    public Mailed? Of(Story story)
    {
        var ids = story.History.Where(c => c.Kind == "merged").Select(c => c.Other).Append(story.Id).ToHashSet();
        var told = (from digest in _newestFirst from entry in digest.Stories where ids.Contains(entry.Id) select (digest, entry)).ToList();
        return told is [var last, ..] ? new Mailed(last.entry, last.digest, told.SelectMany(t => t.entry.Known).ToHashSet()) : null;
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
