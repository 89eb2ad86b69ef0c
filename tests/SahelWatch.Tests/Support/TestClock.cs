using Microsoft.Extensions.Time.Testing;

namespace SahelWatch.Tests.Support;

/// <summary><see cref="FakeTimeProvider"/>, plus two things that tests of concurrent code need: to wait for a timer to be set, and to let short pauses pass.</summary>
internal sealed class TestClock(DateTimeOffset? start = null) : FakeTimeProvider(start ?? Start)
{
    public static new readonly DateTimeOffset Start = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private readonly Lock _advancing = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<object, TimeSpan> _armed = [];
    private readonly List<(TimeSpan DueTime, TaskCompletionSource Done)> _waiters = [];

    /// <summary>
    /// Timers set for this long or less fire at once and move the clock: a pause between requests costs a test nothing and still shows in the times it records.
    /// Longer ones (timeouts) wait for <see cref="FakeTimeProvider.Advance"/>. Zero, the default: none fire by themselves.
    /// </summary>
    public TimeSpan PassesAtOnce { get; init; }

    /// <summary>Moves the clock forward; does nothing where it is that late already.</summary>
    public void AdvanceTo(DateTimeOffset to)
    {
        lock (_advancing)
        {
            if (to - GetUtcNow() is var by && by > TimeSpan.Zero)
                Advance(by);
        }
    }

    /// <summary>Completes once a timer set for this long is pending, so that <see cref="FakeTimeProvider.Advance"/> can fire it.</summary>
    public Task Armed(TimeSpan dueTime)
    {
        lock (_gate)
        {
            if (_armed.ContainsValue(dueTime))
                return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((dueTime, done));
            return done.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this);
        timer.Inner = base.CreateTimer(Fire, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;

        void Fire(object? of)
        {
            if (timer.IsOneShot)
                Disarm(timer);
            callback(of);
        }
    }

    private void Arm(object timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _armed[timer] = dueTime;
            foreach (var waiter in _waiters.Where(w => w.DueTime == dueTime))
                waiter.Done.TrySetResult();
        }

        // Not inline: whoever sets a timer does not expect its callback before it holds the timer.
        if (dueTime <= PassesAtOnce)
            ThreadPool.UnsafeQueueUserWorkItem(static t => t.Clock.AdvanceTo(t.Due), (Clock: this, Due: GetUtcNow() + dueTime), preferLocal: false);
    }

    private void Disarm(object timer)
    {
        lock (_gate)
            _armed.Remove(timer);
    }

    private sealed class WatchedTimer(TestClock clock) : ITimer
    {
        public ITimer Inner { get; set; } = null!;

        public bool IsOneShot { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            IsOneShot = period <= TimeSpan.Zero;
            clock.Disarm(this);
            var changed = Inner.Change(dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock.Arm(this, dueTime);
            return changed;
        }

        public void Dispose()
        {
            clock.Disarm(this);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
