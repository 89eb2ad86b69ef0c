using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

public class PollScheduleTests
{
    private static readonly FeedOptions Options = new();
    private static readonly FeedState Feed = new() { Id = FeedId.From(new("https://site.example/feed")) };

    [Theory]
    [InlineData(null, null, null, 60)]      // nothing known: hourly
    [InlineData(20, null, null, 15)]        // a busy feed: the least interval
    [InlineData(240, null, null, 60)]       // an entry every four hours
    [InlineData(20160, null, null, 1440)]   // one a fortnight: once a day
    [InlineData(20, 60, null, 60)]          // its ttl or sy:updatePeriod asks for more
    [InlineData(20, null, 120, 120)]        // its Cache-Control does
    [InlineData(20, 60, 120, 120)]
    [InlineData(240, 1, 0, 60)]             // asking for less than its rhythm needs changes nothing
    [InlineData(20, 100000, null, 1440)]    // a slip
    public void The_next_poll_depends_on_the_feeds_rhythm_and_what_its_publisher_asks_for(int? rhythm, int? stated, int? fresh, int minutes)
    {
        var state = Feed with { Rhythm = Minutes(rhythm), StatedInterval = Minutes(stated) };

        (PollSchedule.Next(state, Minutes(fresh), TestClock.Start, Options) - TestClock.Start).ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public void Idle_hours_are_skipped()
    {
        // Due at 7:00 on a Sunday.
        var state = Feed with { SkipHours = [7, 8, 9] };

        PollSchedule.Next(state, null, TestClock.Start, Options).ShouldBe(TestClock.Start.AddHours(4));
    }

    [Fact]
    public void Idle_days_are_skipped_but_for_at_most_a_day()
    {
        var sunday = Feed with { SkipDays = [DayOfWeek.Sunday] };
        var always = Feed with { SkipDays = [.. Enum.GetValues<DayOfWeek>()], SkipHours = [.. Enumerable.Range(0, 24)] };

        PollSchedule.Next(sunday, null, TestClock.Start, Options).ShouldBe(TestClock.Start.AddHours(18));
        PollSchedule.Next(always, null, TestClock.Start, Options).ShouldBe(TestClock.Start.AddHours(24));
    }

    [Fact]
    public void The_rhythm_is_the_average_interval_regardless_of_pinned_entries_and_batches()
    {
        var now = TestClock.Start;
        var daily = Enumerable.Range(0, 20).Select(i => now.AddDays(-i)).ToArray();
        var heaps = Enumerable.Range(0, 40).Select(i => now.AddDays(-(i / 10)).AddMinutes(-(i % 10))).ToArray();

        PollSchedule.RhythmOf(Dated(daily), now).ShouldBe(TimeSpan.FromDays(1));
        PollSchedule.RhythmOf(Dated([.. daily, now.AddYears(-3)]), now).ShouldBe(TimeSpan.FromDays(1));
        PollSchedule.RhythmOf(Dated([.. daily, now.AddYears(1)]), now).ShouldBe(TimeSpan.FromDays(1), "dates in the future do not count");
        PollSchedule.RhythmOf(Dated(heaps), now)!.Value.TotalHours.ShouldBeInRange(2, 3);
        PollSchedule.RhythmOf(Dated(daily[..3]), now).ShouldBeNull();
    }

    [Fact]
    public void Feeds_that_fail_together_are_not_retried_together()
    {
        var due = Enumerable.Range(0, 100).Select(i => new FeedState { Id = FeedId.From(new($"https://site.example/{i}")), Failures = 4 })
            .Select(s => PollSchedule.AfterFailure(s, TestClock.Start, Options) - TestClock.Start).ToArray();

        due.ShouldAllBe(d => d >= TimeSpan.FromHours(1.6) && d <= TimeSpan.FromHours(2.4));
        due.Distinct().Count().ShouldBeGreaterThan(90);
    }

    private static TimeSpan? Minutes(int? minutes) => minutes is { } m ? TimeSpan.FromMinutes(m) : null;

    private static FeedEntry[] Dated(DateTimeOffset[] dates) => [.. dates.Select(d => new FeedEntry { Published = d })];
}
