using SahelWatch.Alerts.Rules;
using SahelWatch.Domain;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>What is held, and when it is released; Monday is 06:00 UTC.</summary>
public class QuietHoursTests
{
    private static readonly AlertRule Nightly = RuleHarness.Grave with { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)) };

    private static Story Attack(int n, DateTimeOffset at, string title = "Gunmen kill {0}")
    {
        Report Told(string id) => Report($"{id}{n:D8}", title.Replace("{0}", $"{10 + n}", StringComparison.Ordinal), at, figures: Killed(10 + n));
        return Of(Told("a"), Told("b"));
    }

    [Fact]
    public void What_happens_in_the_night_is_told_in_one_message_when_it_ends()
    {
        var desk = new RuleHarness(Nightly);
        var night = Monday.AddHours(17);

        desk.At(night, Attack(1, night)).ShouldBeEmpty();
        desk.At(night.AddHours(3), Attack(90, night.AddHours(3))).ShouldBeEmpty();
        desk.At(night.AddHours(7).AddMinutes(-1)).ShouldBeEmpty();
        desk.At(night.AddHours(7)).ShouldHaveSingleItem().Items.Count.ShouldBe(2);
        desk.At(night.AddHours(8)).ShouldBeEmpty();
    }

    [Fact]
    public void A_coup_wakes_people()
    {
        var desk = new RuleHarness(Nightly);

        desk.At(Monday.AddHours(17), Attack(1, Monday.AddHours(17), "Soldiers overthrow president in coup")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Beyond_so_many_messages_a_day_the_rest_is_told_in_one_on_the_next()
    {
        var desk = new RuleHarness(RuleHarness.Grave with { MostADay = 2 });

        var sent = Enumerable.Range(0, 5).Select(i => desk.At(Monday.AddHours(i), Attack(i, Monday.AddHours(i))).Count).ToList();

        sent.ShouldBe([1, 1, 0, 0, 0]);
        desk.At(Monday.AddHours(18)).ShouldHaveSingleItem().Items.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Europe/Paris", 3, "2027-03-28T00:30:00Z", "2027-03-28T01:00:00Z")] // 01:30 there; the clocks go from 2 to 3
    [InlineData("Europe/Paris", 2, "2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z")] // 01:30; 2 comes twice, and the first is meant
    [InlineData("America/New_York", 1, "2026-11-01T04:30:00Z", "2026-11-01T05:00:00Z")]
    [InlineData("America/New_York", 2, "2027-03-14T06:30:00Z", "2027-03-14T07:00:00Z")] // 2 is skipped: 3 there
    [InlineData("UTC", 6, "2026-11-02T22:00:00Z", "2026-11-03T06:00:00Z")]
    [InlineData("UTC", 6, "2026-11-02T06:00:00Z", null)]
    public void The_night_ends_at_its_hour_when_the_clocks_change(string zone, int hour, string now, string? ends) =>
        new QuietHours(new TimeOnly(22, 0), new TimeOnly(hour, 0)).EndAt(Instant(now), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ShouldBe(ends is null ? null : Instant(ends));

    /// <summary>A year of alerts, looked at every quarter of an hour, through both changes of the clocks.</summary>
    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Sydney")]
    public void Over_a_year_nothing_is_lost_told_twice_in_the_night_or_too_often(string name)
    {
        const int most = 6;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var desk = new RuleHarness(Nightly with { TimeZone = zone, MostADay = most, Growth = null });
        var between = TimeSpan.FromMinutes(137);
        var (told, messages, happened, next) = (new List<StoryId>(), new List<DateTimeOffset>(), new List<StoryId>(), Monday);
        for (var now = Monday; now < Monday.AddDays(366); now += TimeSpan.FromMinutes(15))
        {
            var story = now >= next && now < Monday.AddDays(364) ? Attack(happened.Count % 400, next) with { Id = new StoryId($"{happened.Count:x16}") } : null;
            if (story is not null)
            {
                story = story with { Reports = [.. story.Reports.Select(r => r with { Article = new ArticleId($"{r.Article}-{happened.Count}") })] };
                happened.Add(story.Id);
                next += between;
            }

            foreach (var message in desk.At(now, story is null ? [] : [story]))
            {
                messages.Add(now);
                told.AddRange(message.Items.Select(i => i.Story.Story.Id));
            }
        }

        told.ShouldBeUnique();
        told.ShouldBe(happened, ignoreOrder: true);
        messages.ShouldAllBe(m => TimeZoneInfo.ConvertTime(m, zone).Hour >= 6 && TimeZoneInfo.ConvertTime(m, zone).Hour < 22);
        messages.GroupBy(m => TimeZoneInfo.ConvertTime(m, zone).Date).ShouldAllBe(day => day.Count() <= most);
        desk.State.Held.ShouldBeEmpty();
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
