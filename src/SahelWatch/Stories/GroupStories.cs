using Microsoft.Extensions.Logging;
using SahelWatch.Storage;
using SahelWatch.Stories.Batches;

namespace SahelWatch.Stories;

/// <summary>
/// Articles since the cursor -> copies and events -> stories -> index -> cursor, a batch at a time. What a batch changes is decided first and stored in the
/// cursor by compare-and-swap: of two runs only one decides, and the run after a crash writes exactly what was decided.
/// </summary>
internal sealed partial class GroupStories(StoryGrouper grouper, StoryOptions options, Stores stores, TimeProvider clock, ILogger<GroupStories> logger)
{
    private readonly UnreadPages _unread = new(stores, options);
    private readonly BatchMaker _maker = new(grouper, options, stores);
    private readonly BatchWriter _writer = new(stores);

    /// <summary>Continues until no article is left, or until another run turns out to be grouping too.</summary>
    public async Task<GroupReport> RunAsync(CancellationToken cancellationToken)
    {
        var (before, aside) = (stores.Operations, stores.SetAside);
        var report = new GroupReport(clock.GetUtcNow(), 0, 0, 0, 0, LostRace: false, default);
        while (true)
        {
            var cursor = await stores.Index.ReadCursorAsync(cancellationToken);
            var step = cursor?.Value.Batch is { } begun ? await WriteAsync(cursor, begun, cancellationToken) : await TakeAsync(cursor, cancellationToken);
            if (step is Step.Nothing)
                return report with { Operations = stores.Operations - before, SetAside = stores.SetAsideSince(aside) };
            if (step is Step.LostRace)
            {
                LostRace();
                return report with { LostRace = true, Operations = stores.Operations - before, SetAside = stores.SetAsideSince(aside) };
            }

            if (step is Step.Written { Batch: var batch })
            {
                report = report with
                {
                    Articles = report.Articles + batch.Articles,
                    Copies = report.Copies + batch.Copies,
                    Stories = report.Stories + batch.Stories.Count,
                    Moves = report.Moves + batch.Moves,
                    Resumed = report.Resumed || cursor?.Value.Batch is not null,
                };
            }
        }
    }

    /// <summary>Decides what the next articles change, and writes it.</summary>
    private async Task<Step> TakeAsync(Stored<GroupingCursor>? stored, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var unread = await _unread.ListAsync(stored?.Value, now, cancellationToken);
        if (unread.Rewound)
            ClockRanAhead(stored!.Value.From);
        if (unread.Pages.Count == 0 && !unread.Rewound)
            return new Step.Nothing();

        var attempt = Attempt.After(unread.Cursor.Attempt, now, options.Patience);
        if (await SaveAsync(unread.Cursor with { Attempt = attempt }, stored?.ETag, cancellationToken) is not { } trying)
            return new Step.LostRace();
        var batch = attempt.IsHopeless ? await SetAsideAsync(unread, now, null, cancellationToken) : await DecideAsync(unread, attempt, now, cancellationToken);
        var next = batch is null ? trying.Value with { Attempt = attempt.Smaller() } : trying.Value with { Batch = batch };
        if (await SaveAsync(next, trying.ETag, cancellationToken) is not { } decided)
            return new Step.LostRace();
        return batch is null ? new Step.Smaller() : await WriteAsync(decided, batch, cancellationToken);
    }

    /// <returns>Null if one of several articles caused a failure: the next attempt takes fewer.</returns>
    private async Task<Batch?> DecideAsync(Unread unread, Attempt attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await _maker.MakeAsync(unread, attempt.Lines, now, cancellationToken);
        }
        catch (Exception e) when (e is not StorageException && !cancellationToken.IsCancellationRequested)
        {
            // An article that triggers a bug is set aside: the others must not wait until the bug is fixed.
            if (attempt.Lines > 1)
                return null;
            if (e is OutOfMemoryException)
                throw; // hardly this article's fault; if it is, so many runs end at it that it is set aside
            return await SetAsideAsync(unread, now, e, cancellationToken);
        }
    }

    /// <summary>Moves the next article to quarantine/ and the cursor past it.</summary>
    private async Task<Batch> SetAsideAsync(Unread unread, DateTimeOffset now, Exception? because, CancellationToken cancellationToken)
    {
        var name = await _unread.SetAsideAsync(unread, cancellationToken);
        CannotBeGrouped(name, because);
        return (await _unread.ReadAsync(unread, 1, now, cancellationToken)).Batch with { Days = unread.Cursor.Days };
    }

    private async Task<Step> WriteAsync(Stored<GroupingCursor> cursor, Batch batch, CancellationToken cancellationToken) =>
        await _writer.WriteAsync(cursor, batch, clock.GetUtcNow(), cancellationToken) ? new Step.Written(batch) : new Step.LostRace();

    private async Task<Stored<GroupingCursor>?> SaveAsync(GroupingCursor cursor, string? etag, CancellationToken cancellationToken) =>
        await stores.Index.SaveCursorAsync(cursor, etag, cancellationToken) is { } saved ? new Stored<GroupingCursor>(cursor, saved) : null;

    [LoggerMessage(140, LogLevel.Information, "Another grouping run was first; this one leaves the rest to it")]
    private partial void LostRace();

    [LoggerMessage(142, LogLevel.Warning, "Grouping was last run by a clock that ran ahead (it had done with the days before {From:yyyy-MM-dd}): the articles of the window are read again")]
    private partial void ClockRanAhead(DateOnly from);

    [LoggerMessage(143, LogLevel.Error, "An article could not be grouped and was set aside as {Name}; the others go on")]
    private partial void CannotBeGrouped(string name, Exception? because);

    /// <summary>The result of one iteration of a run: one of the nested records.</summary>
    private abstract record Step
    {
        private Step() { }

        /// <summary>No article is left.</summary>
        public sealed record Nothing : Step;

        /// <summary>Another run moved the cursor.</summary>
        public sealed record LostRace : Step;

        /// <summary>The batch failed as a whole: the next iteration takes fewer articles.</summary>
        public sealed record Smaller : Step;

        public sealed record Written(Batch Batch) : Step;
    }
}
