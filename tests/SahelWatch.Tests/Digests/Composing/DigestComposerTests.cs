using SahelWatch.Digests;
using SahelWatch.Digests.Editions;

using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests.Composing;

/// <summary>What a digest says besides its stories.</summary>
public class DigestComposerTests
{
    private static readonly DateTimeOffset Noon = Monday.AddHours(-18);

    [Fact]
    public void Copies_of_one_text_are_told_from_independent_reports()
    {
        var story = Of(
            Report("a", "Twelve dead", Noon) with { Agency = "AFP" },
            Report("b", "Twelve dead", Noon, copyOf: "a"),
            Report("c", "Douze morts", Noon, "fr", copyOf: "a"),
            Report("d", "Witness tells of night on the boat", Noon),
            Report("e", "Coast guard found them", Noon) with { Agency = "AFP" });

        Digest(Monday, story).Stories[0].Lineage.ShouldBe(new Lineage(Reports: 5, New: 5, Languages: 2, Outlets: 5, Copies: 3, Agency: "AFP", Independent: 1));
    }

    [Fact]
    public void The_table_of_countries_counts_what_the_digest_tells() =>
        Digest(Monday, Of(Report("a", "Attack", Noon), Report("b", "Attack in Mali", Noon))).Activity.Select(a => (a.Country.Code, a.Articles))
            .ShouldBe([("ML", 2), ("NE", 0), ("BF", 0), ("TD", 0), ("MR", 0)]);

    [Theory]
    [InlineData(0, 10, Coverage.Full)]
    [InlineData(10, 10, Coverage.Partial)]
    [InlineData(50, 10, Coverage.None)]
    [InlineData(0, 60 * 7, Coverage.None)] // nothing polled in the last quarter of the day
    public void A_digest_knows_how_complete_the_monitoring_was(int failing, int minutesSincePoll, Coverage coverage)
    {
        var feeds = new FeedSummary(
            100, Monday.AddMinutes(-minutesSincePoll), [.. Enumerable.Range(0, failing).Select(i => new FeedTrouble($"F{i}", FeedCondition.Failing, null))]);

        Compose(Input(Monday) with { Feeds = feeds }).Coverage.ShouldBe(coverage);
    }

    [Fact]
    public void A_poll_of_some_minutes_ago_is_recent_however_short_the_time_that_a_digest_covers() =>
        Compose(Input(Monday) with { Window = new Window(Monday.AddMinutes(-2), Monday), Feeds = new FeedSummary(100, Monday.AddMinutes(-3), []) })
            .Coverage.ShouldBe(Coverage.Full);

    [Fact]
    public void A_quiet_day_may_be_skipped_but_not_one_on_which_nothing_could_be_seen()
    {
        var skipping = Daily with { QuietDay = QuietDay.Skip };

        Compose(Input(Monday)).Send.ShouldBeTrue();
        Compose(Input(Monday) with { Edition = skipping }).Send.ShouldBeFalse();
        Compose(Input(Monday) with { Edition = skipping, Feeds = new FeedSummary(100, null, []) }).Send.ShouldBeTrue();
    }

    [Fact]
    public void A_mean_is_scaled_to_the_window_and_absent_where_there_is_no_past()
    {
        var week = Input(Monday) with { Window = new Window(Monday.AddDays(-7), Monday), Activity = [new("ML", [1, 2, 3]), new("NE", [])] };

        Compose(week).Activity.Select(a => a.Mean).ShouldBe([14, null, null, null, null]); // quiet countries stay in
    }
}
