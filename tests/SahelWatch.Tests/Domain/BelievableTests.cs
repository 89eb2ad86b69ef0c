using SahelWatch.Domain;

namespace SahelWatch.Tests.Domain;

public class BelievableTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-400 * 24, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1.1, false)]
    [InlineData(24, false)]
    public void A_time_counts_as_past_unless_it_is_further_ahead_than_clocks_differ(double hours, bool past) =>
        Believable.IsPast(Now.AddHours(hours), Now).ShouldBe(past);

    [Theory]
    [InlineData(5, true)]
    [InlineData(60, true)]
    [InlineData(66, false)]
    public void A_planned_time_is_plausible_only_within_the_range_for_such_times(double minutes, bool believed) =>
        Believable.IsPlanned(Now.AddMinutes(minutes), TimeSpan.FromMinutes(5), Now).ShouldBe(believed);

    [Fact]
    public void A_time_that_was_never_stored_is_plausible()
    {
        Believable.IsPast(null, Now).ShouldBeTrue();
        Believable.IsPlanned(null, TimeSpan.Zero, Now).ShouldBeTrue();
    }

    [Fact]
    public void A_time_in_the_future_becomes_now()
    {
        Believable.AtMost(Now.AddSeconds(1), Now).ShouldBe(Now);
        Believable.AtMost(Now.AddSeconds(-1), Now).ShouldBe(Now.AddSeconds(-1));
    }
}
