namespace SahelWatch.Tests.Support;

/// <summary>
/// Time that moves only when a test moves it: timers, delays and timeouts made with it fire inside <see cref="Advance"/>, in the order in which they fall due.
/// </summary>
internal sealed class TestClock(DateTimeOffset? start = null) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<Waiter> _waiters = [];
    private DateTimeOffset _now = start ?? Start;

    /// <summary>
    /// Waits up to this long pass at once, and the clock moves by them: a pause between requests costs a test nothing and still shows in the times it records.
    /// Longer ones (timeouts) wait for <see cref="Advance"/>. Zero, the default: none pass by themselves.
    /// </summary>
    public TimeSpan PassesAtOnce { get; init; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    public void AdvanceTo(DateTimeOffset to)
    {
        while (NextDue(to) is { } due)
            due.Fire();
        lock (_gate)
            _now = _now > to ? _now : to;
    }

    /// <summary>Ends once a timer is pending that was set for this long: the moment from which <see cref="Advance"/> can fire it.</summary>
    public Task Armed(TimeSpan dueTime)
    {
        lock (_gate)
        {
            if (_timers.Exists(t => t.SetFor == dueTime))
                return Task.CompletedTask;
            var waiter = new Waiter(dueTime);
            _waiters.Add(waiter);
            return waiter.Done.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Takes the first timer due by <paramref name="to"/> off the list and moves the clock to it.</summary>
    private Timer? NextDue(DateTimeOffset to)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= to).MinBy(t => t.Due);
            if (next is null)
                return null;
            _timers.Remove(next);
            _now = _now > next.Due ? _now : next.Due;
            if (next.Period is { } period)
            {
                next.Due += period;
                _timers.Add(next);
            }
            return next;
        }
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public TimeSpan SetFor { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                SetFor = dueTime;
                Due = clock._now + dueTime;
                Period = period > TimeSpan.Zero ? period : null;
                clock._timers.Add(this);
                foreach (var waiter in clock._waiters.Where(w => w.DueTime == dueTime))
                    waiter.Done.TrySetResult();
            }
            // Not inline: whoever makes a timer does not expect its callback before it holds the timer.
            if (dueTime <= clock.PassesAtOnce)
                ThreadPool.UnsafeQueueUserWorkItem(static t => t.clock.AdvanceTo(t.due), (clock, due: Due), preferLocal: false);
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed record Waiter(TimeSpan DueTime)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
