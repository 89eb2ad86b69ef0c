namespace SahelWatch.Digests.Rendering;

/// <summary>How much of a digest is shown, and how. Public because Razor components are.</summary>
/// <param name="IsMail">A mail is short and has a way to unsubscribe; a page has contents.</param>
/// <param name="InFull">Stories shown in full; those ranked below get a line each.</param>
/// <param name="InBrief">Stories that get a line; those ranked below are only counted.</param>
/// <param name="Sources">Reports that a story links to; more are counted.</param>
public sealed record Layout(bool IsMail, int InFull, int InBrief, int Sources)
{
    private const int MostInBrief = 40;
    private const int MailSources = 4;

    public static Layout Mail(Digest digest) => new(true, Math.Min(digest.MaxStories, digest.Stories.Count), MostInBrief, MailSources);

    public static Layout Page(Digest digest) => new(false, digest.Stories.Count, 0, int.MaxValue);

    /// <summary>Whether there is something left to shorten.</summary>
    public bool IsLong(int fewestInFull) => InFull > fewestInFull || InBrief > 0;

    /// <summary>A tenth fewer stories in full, at least one; where they are few already, half of the lines in brief.</summary>
    public Layout Shorter(int fewestInFull) =>
        InFull > fewestInFull ? this with { InFull = InFull - Math.Max(1, InFull / 10) } : this with { InBrief = InBrief / 2 };
}
