using System.Runtime.CompilerServices;
using SahelWatch.Alerts;
using SahelWatch.Catalogue;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Inputs;
using SahelWatch.Outlets;
using SahelWatch.Polling;
using SahelWatch.Settings;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch;

/// <summary>
/// The stages that an article passes through. Each stage can be run by itself, repeatedly and by several processes at once: ids are derived from content,
/// writes are conditional, and cursors are saved last.
/// </summary>
public sealed class Pipeline
{
    /// <summary>Feeds have their own schedules, at least 15 minutes apart; a digest goes out at most this late.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PruneEvery = TimeSpan.FromDays(1);

    private readonly CurrentInputs _inputs;
    private readonly Func<SahelWatchInputs, Stages> _stagesFor;
    private readonly Prune _prune;
    private readonly RunLog _runs;
    private readonly CatalogueReader _catalogue;
    private readonly TimeSpan _retention;
    private readonly TimeProvider _clock;

    private Stages? _stages;

    internal Pipeline(CurrentInputs inputs, Func<SahelWatchInputs, Stages> stagesFor, Prune prune, RunLog runs, CatalogueReader catalogue,
        SahelWatchOptions options, TimeProvider clock) =>
        (_inputs, _stagesFor, _prune, _runs, _catalogue, _retention, _clock) = (inputs, stagesFor, prune, runs, catalogue, options.Retention, clock);

    /// <summary>The configuration files in effect.</summary>
    /// <exception cref="InputException">One of them is invalid.</exception>
    public Task<SahelWatchInputs> InputsAsync(CancellationToken cancellationToken) => _inputs.GetAsync(cancellationToken);

    /// <summary>Due feeds -> new entries -> articles about the Sahel.</summary>
    /// <param name="all">Also feeds that are not due.</param>
    public Task<PollReport> PollAsync(bool all, IProgress<PollResult>? progress, CancellationToken cancellationToken) =>
        RunAsync("poll", stages => stages.Poll.RunAsync(stages.Inputs.Feeds, all, progress, cancellationToken), cancellationToken);

    /// <summary>The same for one shard of the feeds, so that several processes can share a poll.</summary>
    /// <param name="shard">From 0; feeds are distributed by their ids.</param>
    public Task<PollReport> PollShardAsync(int shard, CancellationToken cancellationToken) =>
        RunAsync("poll", stages => stages.Poll.RunShardAsync(stages.Inputs.Feeds, shard, cancellationToken), cancellationToken, shard);

    /// <summary>New articles -> copies and stories -> their rows in the catalogue.</summary>
    public Task<GroupReport> GroupAsync(CancellationToken cancellationToken) => RunAsync(
        "group",
        async stages => await stages.Group.RunAsync(cancellationToken) with { Problems = await UpdateCatalogueAsync(stages, cancellationToken) },
        cancellationToken);

    /// <summary>The catalogue is derived from the stories: if it fails, alerts and digests must follow all the same, and the next run catches up.</summary>
    private async Task<IReadOnlyList<string>> UpdateCatalogueAsync(Stages stages, CancellationToken cancellationToken)
    {
        try
        {
            return (await stages.Catalogue.RunAsync(cancellationToken)).Problems;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _runs.CatalogueFailed(e);
            return [$"The catalogue could not be brought up to date ({e.GetType().Name}): {e.Message}"];
        }
    }

    /// <summary>Changed stories -> those that are big and new -> alerts.</summary>
    public Task<AlertReport> AlertAsync(CancellationToken cancellationToken) =>
        RunAsync("alert", stages => stages.Alert.RunAsync(stages.Inputs.Alerts, cancellationToken), cancellationToken);

    /// <summary>Stories -> digests that are due -> their readers.</summary>
    /// <param name="today">Send today's digest now, even if it is not due yet.</param>
    public async Task<DigestReport> DigestAsync(bool today, CancellationToken cancellationToken)
    {
        var report = await RunAsync(
            "digest", stages => stages.Send.RunAsync(stages.Inputs.Editions, stages.Inputs.Feeds, today, cancellationToken), cancellationToken);
        Telemetry.Note(await _runs.HealthAsync(cancellationToken));
        return report;
    }

    /// <summary>The edition's digest as it would look now; stores and sends nothing.</summary>
    public async Task<Digest> PreviewAsync(Edition edition, CancellationToken cancellationToken)
    {
        var stages = await StagesAsync(cancellationToken);
        return await stages.Send.PreviewAsync(edition, stages.Inputs.Feeds, cancellationToken);
    }

    /// <summary>Deletes what is past retention.</summary>
    public Task<PruneReport> PruneAsync(CancellationToken cancellationToken) =>
        RunAsync("prune", stages => _prune.RunAsync(_retention, stages.Inputs.Editions, cancellationToken), cancellationToken);

    /// <summary>The results of the last runs and the health of the feeds.</summary>
    public async Task<StatusReport> StatusAsync(CancellationToken cancellationToken)
    {
        var inputs = await InputsAsync(cancellationToken);
        return await _runs.StatusAsync(inputs.Feeds, inputs.Alerts, cancellationToken) with { Inputs = inputs.Versions };
    }

    /// <summary>The outlets of the feed list, by name, and what each reported recently.</summary>
    public async Task<IReadOnlyList<OutletCard>> OutletsAsync(CancellationToken cancellationToken) =>
        OutletCard.Of(OutletTable.Shipped, (await StatusAsync(cancellationToken)).Feeds,
            await _catalogue.RowsAsync(_clock.GetUtcNow().AddDays(-OutletCard.Days), null, cancellationToken));

    /// <summary>When the last poll and digest were; only two small reads, for frequent requests.</summary>
    public Task<HealthReport> HealthAsync(CancellationToken cancellationToken) => _runs.HealthAsync(cancellationToken);

    /// <summary>Counts a queue message that failed too often, for the status page.</summary>
    public Task NotePoisonAsync(string queue, string message, CancellationToken cancellationToken)
    {
        Telemetry.CountPoisoned(queue);
        return _runs.NotePoisonAsync(queue, message, cancellationToken);
    }

    /// <summary>One cycle: every stage once, in order, even if an earlier one failed.</summary>
    /// <param name="byHand">Started by a person: today's digest is sent now even if it is not due.</param>
    /// <param name="all">See <see cref="PollAsync"/>.</param>
    public async IAsyncEnumerable<StageOutcome> CycleAsync(
        bool byHand, bool all, IProgress<PollResult>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string Name, Func<Task<StageReport?>> Run)[] stages =
        [
            ("poll", async () => await PollAsync(all, progress, cancellationToken)),
            ("group", async () => await GroupAsync(cancellationToken)),
            ("alert", async () => await AlertAsync(cancellationToken)),
            ("digest", async () => await DigestAsync(byHand, cancellationToken)),
        ];
        foreach (var stage in stages)
        {
            if (await OutcomeAsync(stage.Name, stage.Run, cancellationToken) is { } outcome)
                yield return outcome;
        }
    }

    /// <summary>Runs cycles on schedule and prunes once a day, until cancelled. Nothing else ends it.</summary>
    public async IAsyncEnumerable<StageOutcome> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, _clock);
        DateTimeOffset? lookedAt = null;
        do
        {
            await foreach (var outcome in CycleAsync(byHand: false, all: false, progress: null, cancellationToken))
                yield return outcome;
            if (await OutcomeAsync("prune", PruneIfDueAsync, cancellationToken) is { } pruning)
                yield return pruning;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));

        // Counted from the last time in the store: a process that is restarted every day would otherwise never prune.
        async Task<StageReport?> PruneIfDueAsync()
        {
            var now = _clock.GetUtcNow();
            if (now - lookedAt < PruneEvery)
                return null;
            var last = await _runs.LastPruneAsync(cancellationToken);
            lookedAt = last is { } time && Believable.IsPast(time, now) && now - time < PruneEvery ? time : now;
            return lookedAt < now ? null : await PruneAsync(cancellationToken);
        }
    }

    /// <summary>Runs a stage with what is in effect now, and notes what it did.</summary>
    private async Task<T> RunAsync<T>(string stage, Func<Stages, Task<T>> run, CancellationToken cancellationToken, int? shard = null)
        where T : StageReport
    {
        var report = await Telemetry.RunAsync(stage, async () =>
        {
            var stages = await StagesAsync(cancellationToken);
            return await run(stages) with { Inputs = stages.Inputs.Versions };
        });
        await _runs.NoteAsync(stage, report, shard, cancellationToken);
        return report;
    }

    /// <summary>Recreated if the inputs have changed. Two runs that find the same change create them twice, which does no harm.</summary>
    private async Task<Stages> StagesAsync(CancellationToken cancellationToken)
    {
        var inputs = await _inputs.GetAsync(cancellationToken);
        return _stages is { } stages && ReferenceEquals(stages.Inputs, inputs) ? stages : _stages = _stagesFor(inputs);
    }

    /// <summary>Null if the stage was not due.</summary>
    private static async Task<StageOutcome?> OutcomeAsync(string stage, Func<Task<StageReport?>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run() is { } report ? new StageOutcome.Done(stage, report) : null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new StageOutcome.Failed(stage, e);
        }
    }
}

/// <summary>The stages for one version of the inputs.</summary>
internal sealed record Stages(
    SahelWatchInputs Inputs, PollFeeds Poll, GroupStories Group, UpdateCatalogue Catalogue, SendAlerts Alert, SendDigests Send);
