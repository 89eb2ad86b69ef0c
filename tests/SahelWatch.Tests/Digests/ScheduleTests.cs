using System.Globalization;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;

namespace SahelWatch.Tests.Digests;

public class ScheduleTests
{
    [Theory]
    [InlineData("Africa/Bamako", "06:00", "2026-11-22T06:00Z")]
    [InlineData("Africa/Ndjamena", "06:00", "2026-11-22T05:00Z")]
    [InlineData("Europe/Paris", "06:00", "2026-11-22T05:00Z")]
    [InlineData("America/New_York", "06:00", "2026-11-22T11:00Z")]
    [InlineData("Asia/Kathmandu", "06:00", "2026-11-22T00:15Z")]
    [InlineData("Pacific/Auckland", "06:00", "2026-11-21T17:00Z")]
    public void A_digest_is_due_at_its_local_time(string zone, string time, string at)
    {
        var due = Schedule.Due(Edition(zone, time), At(at) - TimeSpan.FromMinutes(15), At(at));

        due.ShouldHaveSingleItem().ShouldBe(new DueDigest("e", "2026-11-22", new DateOnly(2026, 11, 22), At(at), Late: false));
    }

    [Theory]
    [InlineData("Europe/Paris", "02:30", "2026-03-29", "2026-03-29T01:30Z")] // skipped: 02:30 comes at what is 03:30
    [InlineData("Europe/Paris", "02:30", "2026-10-25", "2026-10-25T00:30Z")] // repeated: the first
    [InlineData("America/New_York", "02:30", "2026-03-08", "2026-03-08T07:30Z")]
    [InlineData("America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30Z")]
    [InlineData("Africa/Cairo", "00:15", "2026-04-24", "2026-04-23T22:15Z")] // midnight itself is skipped
    public void A_local_time_that_the_clocks_skip_or_repeat_sends_once(string zone, string time, string date, string at)
    {
        var days = Every(TimeSpan.FromMinutes(15), At(at) - TimeSpan.FromHours(30), TimeSpan.FromHours(60))
            .SelectMany(m => Schedule.Due(Edition(zone, time), m - TimeSpan.FromMinutes(15), m));

        days.Where(d => d.Key == date).ShouldHaveSingleItem().DueAt.ShouldBe(At(at));
    }

    [Fact]
    public void A_year_polled_every_hour_has_one_digest_a_day()
    {
        foreach (var zone in new[] { "Europe/Paris", "Africa/Bamako", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu" })
        {
            var edition = Edition(zone, "02:30");
            var after = At("2026-01-01T00:00Z");
            var keys = new List<string>();
            foreach (var now in Every(TimeSpan.FromHours(1), after, TimeSpan.FromDays(365)))
            {
                keys.AddRange(Schedule.Due(edition, after, now).Select(d => d.Key));
                after = now;
            }

            keys.Count.ShouldBeInRange(364, 366, zone);
            keys.ShouldBeUnique(zone);
        }
    }

    [Fact]
    public void Several_times_a_day_are_several_digests_each_with_its_key()
    {
        var due = Schedule.Due(Edition("Africa/Bamako", "06:00", "18:00") with { CatchUp = CatchUp.Each }, At("2026-11-21T12:00Z"), At("2026-11-22T19:00Z"));

        due.Select(d => d.Key).ShouldBe(["2026-11-21T1800", "2026-11-22T0600", "2026-11-22T1800"]);
    }

    [Fact]
    public void A_weekly_digest_is_due_on_its_weekday_only()
    {
        var weekly = Edition("Africa/Niamey", "07:00") with { Weekdays = [DayOfWeek.Monday] };

        Schedule.Due(weekly, At("2026-11-16T07:00Z"), At("2026-11-22T23:00Z")).ShouldBeEmpty();
        Schedule.Due(weekly, At("2026-11-22T23:00Z"), At("2026-11-23T06:05Z")).ShouldHaveSingleItem().Date.ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Theory]
    [InlineData("2026-11-22T06:20Z", false)]
    [InlineData("2026-11-22T09:00Z", true)]
    public void A_digest_that_was_held_up_is_labelled_late(string now, bool late) =>
        Schedule.Due(Edition("Africa/Bamako", "06:00"), At("2026-11-22T05:00Z"), At(now)).ShouldHaveSingleItem().Late.ShouldBe(late);

    [Fact]
    public void After_an_outage_of_days_one_digest_goes_out_or_each_where_the_edition_says_so()
    {
        var edition = Edition("Africa/Bamako", "06:00");
        var (after, now) = (At("2026-11-18T06:00Z"), At("2026-11-22T12:00Z"));

        Schedule.Due(edition, after, now).Select(d => d.Key).ShouldBe(["2026-11-22"]);
        Schedule.Due(edition with { CatchUp = CatchUp.Each }, after, now).Select(d => d.Key).ShouldBe(["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]);
    }

    [Fact]
    public void A_late_digest_is_left_to_the_next_one_when_that_is_near_so_that_no_night_brings_two()
    {
        var edition = Edition("Africa/Bamako", "06:00");

        Schedule.Due(edition, At("2026-11-21T05:00Z"), At("2026-11-22T05:00Z")).ShouldBeEmpty();
        Schedule.Due(edition, At("2026-11-21T05:00Z"), At("2026-11-22T06:00Z")).ShouldHaveSingleItem().Key.ShouldBe("2026-11-22");
    }

    [Fact]
    public void A_clock_that_jumps_back_brings_no_digest() =>
        Schedule.Due(Edition("Africa/Bamako", "06:00"), At("2026-11-22T06:01Z"), At("2026-11-22T05:59Z")).ShouldBeEmpty();

    [Fact]
    public void A_first_run_does_not_search_all_time() =>
        Schedule.Due(Edition("Africa/Bamako", "06:00") with { CatchUp = CatchUp.Each }, DateTimeOffset.MinValue, At("2026-11-22T06:00Z")).Count.ShouldBe(8);

    [Fact]
    public void A_window_reaches_back_to_the_last_digest_so_that_nothing_falls_between_two()
    {
        var edition = Edition("Africa/Bamako", "06:00");
        var due = Schedule.Next(edition, At("2026-11-22T00:00Z"));
        var now = At("2026-11-22T06:05Z");

        Schedule.Window(edition, due, null, now).ShouldBe(new Window(At("2026-11-21T06:00Z"), now));
        Schedule.Window(edition, due, At("2026-11-19T06:03Z"), now).ShouldBe(new Window(At("2026-11-19T06:03Z"), now));
        Schedule.Window(edition, due, At("2026-01-01T06:00Z"), now).From.ShouldBe(now - TimeSpan.FromDays(8));
    }

    private static IEnumerable<DateTimeOffset> Every(TimeSpan step, DateTimeOffset from, TimeSpan length)
    {
        for (var at = from; at <= from + length; at += step)
            yield return at;
    }

    private static Edition Edition(string zone, params string[] times) => new()
    {
        Id = "e",
        Title = "E",
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        SendAt = [.. times.Select(t => TimeOnly.Parse(t, CultureInfo.InvariantCulture))],
    };

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
