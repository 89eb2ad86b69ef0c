using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Polling;
using SahelWatch.Settings;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch;

/// <summary>
/// The way of an article, stage by stage. Each stage can be run by itself, again and by several processes at once: ids come from content, writes are
/// conditional, cursors move last.
/// </summary>
public sealed class Pipeline
{
    private readonly PollFeeds poll;
    private readonly GroupStories group;
    private readonly SendDigests send;
    private readonly Prune prune;
    private readonly RunLog runs;
    private readonly TimeSpan retention;

    internal Pipeline(PollFeeds poll, GroupStories group, SendDigests send, Prune prune, RunLog runs, SahelWatchInputs inputs, SahelWatchOptions options)
    {
        (this.poll, this.group, this.send, this.prune, this.runs, retention) = (poll, group, send, prune, runs, options.Retention);
        Inputs = inputs;
    }

    /// <summary>The feed list, the watchlist and the editions it goes by.</summary>
    public SahelWatchInputs Inputs { get; }

    /// <summary>Due feeds -> new entries -> articles about the Sahel.</summary>
    /// <param name="all">Also feeds that are not due.</param>
    public async Task<PollReport> PollAsync(bool all, IProgress<PollResult>? progress, CancellationToken cancellationToken)
    {
        var report = await poll.RunAsync(Inputs.Feeds, all, progress, cancellationToken);
        await runs.NoteAsync(report, cancellationToken);
        return report;
    }

    /// <summary>New articles -> copies and stories.</summary>
    public async Task<GroupReport> GroupAsync(CancellationToken cancellationToken)
    {
        var report = await group.RunAsync(cancellationToken);
        await runs.NoteAsync(report, cancellationToken);
        return report;
    }

    /// <summary>Stories -> the digests that are due -> their readers.</summary>
    /// <param name="today">Send today's digest now although its time has not come.</param>
    public async Task<DigestReport> DigestAsync(bool today, CancellationToken cancellationToken)
    {
        var report = await send.RunAsync(Inputs.Editions, Inputs.Feeds, today, cancellationToken);
        await runs.NoteAsync(report, cancellationToken);
        return report;
    }

    /// <summary>The edition's digest as it would look now; stores and sends nothing.</summary>
    public Task<Digest> PreviewAsync(Edition edition, CancellationToken cancellationToken) => send.PreviewAsync(edition, Inputs.Feeds, cancellationToken);

    /// <summary>Deletes what is past retention.</summary>
    public Task<PruneReport> PruneAsync(CancellationToken cancellationToken) => prune.RunAsync(retention, Inputs.Editions, cancellationToken);

    /// <summary>What the last runs did and how the feeds are.</summary>
    public Task<StatusReport> StatusAsync(CancellationToken cancellationToken) => runs.StatusAsync(Inputs.Feeds, cancellationToken);
}
